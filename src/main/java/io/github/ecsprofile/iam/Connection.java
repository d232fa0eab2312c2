package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * An open connection to IAM, with the credentials of the caller; shared by all projects of a run.
 * Each request asks the deadline first.
 */
public final class Connection implements AutoCloseable {
  private final IamClient iam;
  private final AttemptLog attempts;
  private final Deadline deadline;
  private final HttpClients http;
  private final Supplier<CallerIdentity> caller;
  private final AccountGuard account;
  private final DeadlineExecutor executor;
  private final Optional<Endpoints.Endpoint> endpoint;
  private final String credentialsSource;

  private Connection(
      IamClient iam,
      AttemptLog attempts,
      Deadline deadline,
      HttpClients http,
      Supplier<CallerIdentity> caller,
      AccountGuard account,
      DeadlineExecutor executor,
      Optional<Endpoints.Endpoint> endpoint,
      String credentialsSource) {
    this.iam = iam;
    this.attempts = attempts;
    this.deadline = deadline;
    this.http = http;
    this.caller = caller;
    this.account = account;
    this.executor = executor;
    this.endpoint = endpoint;
    this.credentialsSource = credentialsSource;
  }

  /**
   * Checks all settings, gets the credentials, and makes the connection ready. Sends no request to
   * IAM.
   *
   * @param env the environment
   * @param deadline of the command; runs already
   * @throws Failure of kind BAD_INPUT if a setting is wrong (nothing was sent), of kind
   *     ACCESS_DENIED if there are no credentials, of kind UNAVAILABLE if they are out of reach
   */
  public static Connection open(
      ClientConfig config, Map<String, String> env, Deadline deadline, Events events) {
    ConfigFiles files =
        config.sandbox() ? ConfigFiles.empty() : ConfigFiles.load(env, config.profile(), deadline);
    SdkSettings.check(env, files);
    Endpoints endpoints = new Endpoints(config, env, files);
    boolean https =
        endpoints
            .of(Service.IAM)
            .filter(e -> e.uri().getScheme().equalsIgnoreCase("http"))
            .isEmpty();
    LazyTrustManager trust = trust(config, env, files, https, deadline);
    HttpClients http = new HttpClients(trust, ServiceClients.attempt(config.timeout()));
    ServiceClients clients = new ServiceClients(config, files, endpoints, http, deadline, events);
    IamClient iam = null;
    try {
      Credentials credentials =
          config.sandbox()
              ? Credentials.ofSandbox()
              : Credentials.choose(env, files, config.region(), clients, deadline, events);
      credentials.prepare(deadline);
      AttemptLog attempts = new AttemptLog();
      iam = clients.iam(credentials, attempts);
      Supplier<CallerIdentity> caller = () -> caller(clients, credentials);
      AccountGuard guard = new AccountGuard(config.account(), () -> caller.get().account());
      return new Connection(
          iam,
          attempts,
          deadline,
          http,
          caller,
          guard,
          new DeadlineExecutor(deadline),
          endpoints.of(Service.IAM),
          credentials.description());
    } catch (RuntimeException e) {
      if (iam != null) {
        iam.close();
      }
      http.close();
      throw e instanceof SdkClientException || e instanceof IllegalArgumentException
          ? Failure.badInput("AWS settings: " + SdkErrors.oneLine(e.getMessage()), "Correct them.")
          : e;
    }
  }

  private static LazyTrustManager trust(
      ClientConfig config,
      Map<String, String> env,
      ConfigFiles files,
      boolean https,
      Deadline deadline) {
    if (config.sandbox()) {
      return new LazyTrustManager(null, null, null, deadline);
    }
    String bundle = env.getOrDefault("AWS_CA_BUNDLE", "");
    boolean fromEnv = !bundle.isBlank();
    String file = fromEnv ? bundle : files.property("ca_bundle").orElse("");
    if (file.isBlank() && SystemCertificates.isNativeImage()) {
      return systemTrust(env, files.home(), https, deadline);
    }
    LazyTrustManager trust =
        new LazyTrustManager(
            file.isBlank() ? null : file,
            fromEnv ? "AWS_CA_BUNDLE" : "ca_bundle of the profile " + files.profile(),
            files.home(),
            deadline);
    if (!file.isBlank()) {
      // A wrong file is reported before anything is sent.
      trust.authorities();
    } else if (https) {
      parseAside(trust);
    }
    return trust;
  }

  /** Trusts what SSL_CERT_FILE names, as OpenSSL does, or else the system's authorities. */
  private static LazyTrustManager systemTrust(
      Map<String, String> env, String home, boolean https, Deadline deadline) {
    String named = env.getOrDefault("SSL_CERT_FILE", "");
    boolean isNamed = !named.isBlank();
    LazyTrustManager trust =
        new LazyTrustManager(
            isNamed ? named : SystemCertificates.file(),
            isNamed ? "SSL_CERT_FILE" : "certificate authorities of the system",
            home,
            deadline);
    if (https && isNamed) {
      trust.authorities();
    } else if (https) {
      parseAside(trust);
    }
    return trust;
  }

  /** Parses some 150 certificates on another core until the first answer needs them. */
  private static void parseAside(LazyTrustManager trust) {
    Thread thread =
        new Thread(
            () -> {
              try {
                trust.authorities();
              } catch (Failure f) {
                // Reported when the first server's certificate is checked.
              }
            },
            "authorities");
    thread.setDaemon(true);
    thread.start();
  }

  private static CallerIdentity caller(ServiceClients clients, Credentials credentials) {
    try (StsClient sts = clients.stsForAccount(credentials)) {
      return SdkErrors.call(
          Service.STS,
          "GetCallerIdentity",
          () -> {
            GetCallerIdentityResponse answer = sts.getCallerIdentity();
            return new CallerIdentity(answer.account(), answer.arn());
          });
    }
  }

  /** Asks STS who the caller is, within the command's deadline. */
  public CallerIdentity caller() {
    return executor.await(executor.submit(true, null, caller));
  }

  /** Returns what asks IAM about the caller's rights. */
  public PolicySimulator simulator() {
    return new PolicySimulator(iam, executor);
  }

  /** Returns a reader; readers keep no state. */
  public Reader reader() {
    return new Reader(iam, executor);
  }

  /** Returns what carries out one project's run; {@code events} receives what happens. */
  public Provisioner provisioner(RunEvents events) {
    return new Provisioner(reader(), new Writer(iam), executor, account, events, attempts);
  }

  /** Returns the deadline of the command. */
  public Deadline deadline() {
    return deadline;
  }

  /** Fails as unavailable or interrupted if no call may start any more. */
  public void requireOpen() {
    executor.requireOpen();
  }

  /** Returns the check of {@code --account}. */
  public AccountGuard account() {
    return account;
  }

  /** Returns the endpoint that is used in place of AWS's own. */
  public Optional<URI> endpoint() {
    return endpoint.map(Endpoints.Endpoint::uri);
  }

  /** Returns the setting that gives the endpoint, such as AWS_ENDPOINT_URL_IAM. */
  public Optional<String> endpointSetting() {
    return endpoint.map(Endpoints.Endpoint::setting);
  }

  /** Returns where the credentials come from, in words for the log; no secrets. */
  public String credentialsSource() {
    return credentialsSource;
  }

  /** Closes the clients. A call that is in flight fails. */
  @Override
  public void close() {
    executor.close();
    iam.close();
    http.close();
  }
}
