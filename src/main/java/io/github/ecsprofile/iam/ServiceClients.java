package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Partition;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.signin.SigninClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Builds every SDK client of a run: IAM's and those that get credentials. All have the same HTTP
 * connections, deadline, retries and rules. Every SDK default that matters is set here.
 */
final class ServiceClients {
  private static final int ATTEMPTS = 10;

  /** How long one attempt may take before it is given up and retried. */
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final ClientConfig config;
  private final ConfigFiles files;
  private final Endpoints endpoints;
  private final HttpClients http;
  private final Deadline deadline;
  private final Events events;

  ServiceClients(
      ClientConfig config,
      ConfigFiles files,
      Endpoints endpoints,
      HttpClients http,
      Deadline deadline,
      Events events) {
    this.config = config;
    this.files = files;
    this.endpoints = endpoints;
    this.http = http;
    this.deadline = deadline;
    this.events = events;
  }

  /** Returns the same, over the same HTTP connections, with another receiver of what happens. */
  ServiceClients reportingTo(Events other) {
    return new ServiceClients(config, files, endpoints, http, deadline, other);
  }

  /** Returns the time that one attempt may take. */
  static Duration attempt(Duration timeout) {
    return timeout.compareTo(ATTEMPT) < 0 ? timeout : ATTEMPT;
  }

  IamClient iam(AwsCredentialsProvider credentials, AttemptLog attempts) {
    IamClientBuilder builder = configure(IamClient.builder(), Service.IAM, credentials, region());
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder().addExecutionInterceptor(attempts).build())
        .httpClient(guarded(Service.IAM))
        .build();
  }

  /** Returns a client of STS that assumes roles, with credentials given per request. */
  StsClient sts(Optional<String> region) {
    Region at = stsRegion(config.region() != null ? config.region() : region.orElse(null));
    return configure(StsClient.builder(), Service.STS, AnonymousCredentialsProvider.create(), at)
        .httpClient(guarded(Service.STS))
        .build();
  }

  /** Returns a client of STS that assumes a role in an account, as the caller of each request. */
  StsClient stsForAccount() {
    return stsForAccount(anonymous());
  }

  /**
   * Returns a client of STS for {@code --account}. An endpoint of {@code --endpoint-url} is taken
   * for STS as well: whoever stands in for IAM answers for the account.
   */
  StsClient stsForAccount(AwsCredentialsProvider credentials) {
    var builder =
        configure(StsClient.builder(), Service.STS, credentials, stsRegion(config.region()));
    if (config.endpoint() != null) {
      builder.endpointOverride(config.endpoint());
    }
    return builder.httpClient(guarded(Service.STS)).build();
  }

  SsoClient sso(String region) {
    return configure(SsoClient.builder(), Service.SSO, anonymous(), Region.of(region))
        .httpClient(guarded(Service.SSO))
        .build();
  }

  SsoOidcClient ssoOidc(String region) {
    return configure(SsoOidcClient.builder(), Service.SSO_OIDC, anonymous(), Region.of(region))
        .httpClient(guarded(Service.SSO_OIDC))
        .build();
  }

  SigninClient signin(String region) {
    return configure(SigninClient.builder(), Service.SIGNIN, anonymous(), Region.of(region))
        .httpClient(guarded(Service.SIGNIN))
        .build();
  }

  private static AwsCredentialsProvider anonymous() {
    return AnonymousCredentialsProvider.create();
  }

  /**
   * STS is a regional service: by the SDK's rules its dual-stack or FIPS endpoint of a global name
   * is a host that does not exist, such as sts.aws-global.api.aws.
   */
  private static Region stsRegion(String region) {
    if (region == null) {
      return Region.of(Partition.AWS.home());
    }
    return Region.of(region.endsWith("-global") ? Partition.ofRegion(region).home() : region);
  }

  private Region region() {
    return Region.of(config.region() == null ? "aws-global" : config.region());
  }

  private GuardedHttpClient guarded(Service service) {
    return new GuardedHttpClient(http, deadline, uri -> endpoints.requireAllowed(service, uri));
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
      B builder, Service service, AwsCredentialsProvider credentials, Region region) {
    Duration attempt = attempt(config.timeout());
    builder
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            o ->
                o.retryStrategy(retries())
                    .apiCallAttemptTimeout(attempt)
                    .apiCallTimeout(config.timeout())
                    .defaultProfileFile(files.files())
                    .defaultProfileName(files.profile())
                    .addExecutionInterceptor(new CallTracker(service, events)));
    Optional<URI> endpoint = endpoints.of(service).map(Endpoints.Endpoint::uri);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  private ThrottlingRetryStrategy retries() {
    return new ThrottlingRetryStrategy(
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            // One rate for all calls limits them; a budget that many projects share would only
            // make some of them fail.
            .circuitBreakerEnabled(false)
            .throttlingBackoffStrategy(
                BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5)))
            .build(),
        deadline,
        events);
  }
}
