package io.github.ecsprofile.iam;

import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of every call: ours, and those that the SDK makes for itself to get credentials
 * (STS, SSO, login), which finds this class by a system property of its own.
 */
public final class HttpClients implements SdkHttpService {
  private static final String BUNDLE = "ecsprofile.ca-bundle";

  /** For a server that is in this process. */
  static final ProxyConfiguration NO_PROXY =
      ProxyConfiguration.builder()
          .useEnvironmentVariablesValues(false)
          .useSystemPropertyValues(false)
          .build();

  static {
    System.setProperty("software.amazon.awssdk.http.service.impl", HttpClients.class.getName());
  }

  /**
   * From now on only the authorities of this file are trusted.
   *
   * @param bundle a PEM file; null for the JVM's own authorities
   */
  static void trust(String bundle) {
    if (bundle == null) {
      System.clearProperty(BUNDLE);
    } else {
      System.setProperty(BUNDLE, bundle);
    }
  }

  /**
   * @param scheme of the endpoint, which decides whether HTTPS_PROXY or HTTP_PROXY counts
   */
  static UrlConnectionHttpClient.Builder client(String scheme) {
    LazyTrustManager trusted = LazyTrustManager.of(System.getProperty(BUNDLE));
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .proxyConfiguration(ProxyConfiguration.builder().scheme(scheme).build())
        .tlsTrustManagersProvider(() -> new TrustManager[] {trusted});
  }

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return client("https");
  }
}
