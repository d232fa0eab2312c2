package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Builds the SDK's client, every default that matters set on purpose. */
public final class IamClients {
  private static final int ATTEMPTS = 10;
  private static final List<String> SOURCES =
      List.of(
          "aws_access_key_id",
          "role_arn",
          "sso_session",
          "sso_start_url",
          "login_session",
          "credential_process");

  private IamClients() {}

  /** A setting of the config files' profile, where there is one. */
  public static Optional<String> profileProperty(
      String property, String profile, Map<String, String> env) {
    String name = profile != null ? profile : env.getOrDefault("AWS_PROFILE", "default");
    return files().profile(name).flatMap(p -> p.property(property));
  }

  private static ProfileFile files() {
    try {
      return ProfileFile.defaultProfileFile();
    } catch (RuntimeException e) {
      throw Failure.badInput(
          "the AWS config files cannot be read", "Mend ~/.aws/config and ~/.aws/credentials.");
    }
  }

  /** Fails where a profile was named and does not exist: the SDK would go on to other sources. */
  public static void requireProfile(String profile, Map<String, String> env) {
    String name = profile != null ? profile : env.get("AWS_PROFILE");
    if (name == null || name.isEmpty() && profile == null) {
      return;
    }
    if (files().profile(name).isEmpty()) {
      throw Failure.badInput(
          "the profile '"
              + name
              + "' of "
              + (profile != null ? "--profile" : "AWS_PROFILE")
              + " does not exist",
          "List the profiles with: aws configure list-profiles");
    }
  }

  /** In words, for the log: where the credentials come from; never what they are. */
  public static String credentialsSource(ClientConfig s, Map<String, String> env) {
    if (s.sandbox()) {
      return "sandbox";
    }
    if (s.profile() != null) {
      return "profile " + s.profile();
    }
    if (Credentials.inEnvironment(env)) {
      return "environment";
    }
    if (env.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE") && env.containsKey("AWS_ROLE_ARN")) {
      return "web identity of " + env.get("AWS_ROLE_ARN");
    }
    String name = env.getOrDefault("AWS_PROFILE", "default");
    boolean container =
        env.containsKey("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
            || env.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return files()
                .profile(name)
                .filter(p -> SOURCES.stream().anyMatch(p.properties()::containsKey))
                .isPresent()
            || env.containsKey("AWS_PROFILE")
        ? "profile " + name
        : container ? "container's role" : "instance's role";
  }

  /** An open client and what works on it. */
  public static final class Open implements AutoCloseable {
    private final IamClient client;
    private final DeadlineExecutor executor;
    private final AccountGuard account;
    private final AttemptLog attempts;

    private Open(
        IamClient client, DeadlineExecutor executor, AccountGuard account, AttemptLog attempts) {
      this.client = client;
      this.executor = executor;
      this.account = account;
      this.attempts = attempts;
    }

    public Reader reader() {
      return new Reader(client, executor);
    }

    public AccountGuard account() {
      return account;
    }

    public DeadlineExecutor executor() {
      return executor;
    }

    public Optional<URI> configuredEndpoint() {
      return IamClients.configuredEndpoint(client);
    }

    public Provisioner provisioner(RunEvents events) {
      return new Provisioner(reader(), new Writer(client), executor, account, events, attempts);
    }

    @Override
    public void close() {
      executor.close();
      client.close();
    }
  }

  /** Opens a connection whose calls end at the deadline. */
  public static Open connect(
      ClientConfig s, Map<String, String> env, String expectedAccount, Deadline deadline) {
    AttemptLog attempts = new AttemptLog();
    return new Open(
        open(s, env, attempts),
        new DeadlineExecutor(deadline),
        new AccountGuard(expectedAccount, () -> account(s, env)),
        attempts);
  }

  static IamClient open(ClientConfig s, Map<String, String> env, AttemptLog attempts) {
    HttpClients.trust(s.caBundle());
    if (s.region() != null) {
      // The clients that the SDK makes for itself to get credentials ask for it here.
      System.setProperty("aws.region", s.region());
    }
    Duration attempt =
        s.timeout().compareTo(Duration.ofSeconds(10)) < 0 ? s.timeout() : Duration.ofSeconds(10);
    UrlConnectionHttpClient.Builder http =
        HttpClients.client(scheme(s, env)).socketTimeout(attempt);
    if (s.sandbox()) {
      http.proxyConfiguration(HttpClients.NO_PROXY);
    }
    IamClientBuilder builder =
        IamClient.builder()
            .region(Region.of(s.region() == null ? "aws-global" : s.region()))
            .credentialsProvider(Credentials.of(s, env))
            .httpClientBuilder(http)
            .overrideConfiguration(
                o -> {
                  o.addExecutionInterceptor(attempts);
                  o.retryStrategy(pace())
                      .apiCallAttemptTimeout(attempt)
                      .apiCallTimeout(s.timeout());
                  inProfile(o, s);
                });
    URI endpoint = s.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    IamClient iam = builder.build();
    boolean plain =
        (endpoint == null ? configuredEndpoint(iam) : Optional.of(endpoint))
            .filter(e -> "http".equals(e.getScheme()))
            .isPresent();
    if (s.caBundle() != null && !plain) {
      // What is wrong with the file is said before anything is sent.
      LazyTrustManager.of(s.caBundle()).authorities();
    }
    return iam;
  }

  /** The endpoint that the environment or the config files give; nothing where it is AWS's own. */
  public static Optional<URI> configuredEndpoint(IamClient iam) {
    return iam.serviceClientConfiguration().endpointOverride();
  }

  /** The profile's other settings (an endpoint, FIPS …) hold too. */
  private static void inProfile(ClientOverrideConfiguration.Builder o, ClientConfig s) {
    if (s.profile() != null) {
      o.defaultProfileName(s.profile());
    }
  }

  private static String scheme(ClientConfig s, Map<String, String> env) {
    String url =
        s.endpoint() != null
            ? s.endpoint().toString()
            : env.getOrDefault(
                "AWS_ENDPOINT_URL_IAM", env.getOrDefault("AWS_ENDPOINT_URL", "https:"));
    return url.startsWith("http:") ? "http" : "https";
  }

  static ThrottlingRetryStrategy pace() {
    return new ThrottlingRetryStrategy(
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            // One pace for all calls holds them back; a budget that many projects share would only
            // make some of them fail.
            .circuitBreakerEnabled(false)
            .throttlingBackoffStrategy(
                BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5)))
            .build());
  }

  /** The account of the credentials (STS GetCallerIdentity, which needs no right). */
  public static String account(ClientConfig s, Map<String, String> env) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(s.region() == null ? "aws-global" : s.region()))
            .credentialsProvider(Credentials.of(s, env))
            .httpClientBuilder(HttpClients.client(scheme(s, env)))
            .overrideConfiguration(
                o -> {
                  o.apiCallTimeout(s.timeout());
                  inProfile(o, s);
                });
    if (s.endpoint() != null) {
      builder.endpointOverride(s.endpoint());
    }
    try (StsClient sts = builder.build()) {
      return SdkErrors.call("GetCallerIdentity", () -> sts.getCallerIdentity().account());
    }
  }
}
