package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The caller of a run: the settings of its profile, its credentials, and the HTTP connections that
 * everything sent with them shares.
 */
final class Caller implements AutoCloseable {
  private final ClientConfig config;
  private final Deadline deadline;
  private final HttpClients http;
  private final ServiceClients clients;
  private final Credentials credentials;
  private final Optional<Endpoints.Endpoint> endpoint;

  private Caller(
      ClientConfig config,
      Deadline deadline,
      HttpClients http,
      ServiceClients clients,
      Credentials credentials,
      Optional<Endpoints.Endpoint> endpoint) {
    this.config = config;
    this.deadline = deadline;
    this.http = http;
    this.clients = clients;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /**
   * Checks all settings and gets the credentials.
   *
   * @throws Failure as {@link Connection#open}
   */
  static Caller open(
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
    return closing(
        http,
        () -> {
          Credentials credentials =
              config.sandbox()
                  ? Credentials.ofSandbox()
                  : Credentials.choose(env, files, config.region(), clients, deadline, events);
          credentials.prepare(deadline);
          return new Caller(
              config, deadline, http, clients, credentials, endpoints.of(Service.IAM));
        });
  }

  /** Returns a connection with the caller's own credentials; closing it closes the caller. */
  Connection connect() {
    return closing(
        http,
        () ->
            new Connection(
                clients, credentials, config.account(), deadline, endpoint, this::close));
  }

  /**
   * Returns a connection with the credentials of a role that the caller assumes.
   *
   * @throws Failure of kind ACCESS_DENIED if the caller may not assume it
   */
  Connection connectAs(String roleArn, AccountGuard.Expected expected, Events events) {
    ServiceClients own = clients.reportingTo(events);
    Credentials assumed =
        Credentials.ofRole(
            roleArn,
            credentials,
            new RoleCredentials(own, events, deadline),
            own::stsForAccount,
            events);
    assumed.prepare(deadline);
    return new Connection(own, assumed, expected, deadline, endpoint, () -> {});
  }

  /** Does the work; closes the HTTP connections if that fails. */
  private static <T> T closing(HttpClients http, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
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
    // A wrong file is reported before anything is sent.
    if (!file.isBlank() && https) {
      trust.authorities();
    } else if (!file.isBlank()) {
      // Credentials may still come over TLS; some 150 certificates take longer than a call.
      trust.requireFile();
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

  @Override
  public void close() {
    http.close();
  }
}
