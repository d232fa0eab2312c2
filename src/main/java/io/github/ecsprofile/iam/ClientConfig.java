package io.github.ecsprofile.iam;

import java.net.URI;
import java.time.Duration;

/**
 * What the command line asks of the connection; the environment and the config files give the rest.
 *
 * @param profile value of {@code --profile}, which wins over keys in the environment; null for none
 * @param region a known region; null for none, since IAM is global
 * @param endpoint value of {@code --endpoint-url}, or the sandbox's; null for none
 * @param sandbox whether the endpoint is the sandbox, which takes any key and no settings
 * @param allowPlainHttp whether plain http to another machine is allowed
 * @param account the account that the credentials must belong to; null for any
 * @param timeout of the whole command; the limit of one call
 */
public record ClientConfig(
    String profile,
    String region,
    URI endpoint,
    boolean sandbox,
    boolean allowPlainHttp,
    AccountGuard.Expected account,
    Duration timeout) {}
