package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP connections of a run, by the way to the host: HTTPS_PROXY counts for https, HTTP_PROXY
 * for http, and neither for this machine, since a proxy would see the credentials of a request over
 * plain http.
 */
final class HttpClients implements AutoCloseable {
  private enum Way {
    DIRECT,
    HTTP,
    HTTPS
  }

  private final LazyTrustManager trust;
  private final Duration readTimeout;
  private final Map<Way, SdkHttpClient> clients = new EnumMap<>(Way.class);

  HttpClients(LazyTrustManager trust, Duration readTimeout) {
    this.trust = trust;
    this.readTimeout = readTimeout;
  }

  /** Returns the client for requests to a URI. */
  synchronized SdkHttpClient of(URI uri) {
    Way way =
        Hosts.isLoopback(uri.getHost())
            ? Way.DIRECT
            : "http".equalsIgnoreCase(uri.getScheme()) ? Way.HTTP : Way.HTTPS;
    return clients.computeIfAbsent(way, this::create);
  }

  private SdkHttpClient create(Way way) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .socketTimeout(readTimeout)
        .proxyConfiguration(proxy(way))
        .tlsTrustManagersProvider(() -> new TrustManager[] {trust})
        .build();
  }

  private static ProxyConfiguration proxy(Way way) {
    if (way == Way.DIRECT) {
      return ProxyConfiguration.builder()
          .useEnvironmentVariablesValues(false)
          .useSystemPropertyValues(false)
          .build();
    }
    String scheme = way == Way.HTTP ? "http" : "https";
    try {
      return ProxyConfiguration.builder().scheme(scheme).build();
    } catch (RuntimeException e) {
      // The message may hold the proxy's password.
      throw Failure.badInput(
          (way == Way.HTTP ? "HTTP_PROXY" : "HTTPS_PROXY") + ": not a valid proxy URL",
          "Use the form http://proxy.example.com:3128, or unset it.");
    }
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(SdkHttpClient::close);
  }
}
