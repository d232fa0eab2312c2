package io.github.ecsprofile.iam;

import java.net.URI;
import java.time.Duration;

/**
 * How IAM is reached.
 *
 * @param profile a profile of the AWS config files that wins over everything; null for the chain
 * @param region a known region; null for none, since IAM is global
 * @param endpoint an override; null for the SDK's own
 * @param sandbox whether the endpoint is a sandbox, which takes any key
 * @param timeout of the whole command
 * @param caBundle a PEM file of the only authorities to trust; null for the JVM's
 */
public record ClientConfig(
    String profile,
    String region,
    URI endpoint,
    boolean sandbox,
    Duration timeout,
    String caBundle) {}
