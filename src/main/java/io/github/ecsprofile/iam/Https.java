package io.github.ecsprofile.iam;

import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of every call: ours, and those that the SDK makes for itself to get credentials
 * (STS, SSO, login), which finds this class by a system property of its own.
 */
public final class Https implements SdkHttpService {
  private static final String BUNDLE = "ecsprofile.ca-bundle";

  static {
    System.setProperty("software.amazon.awssdk.http.service.impl", Https.class.getName());
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

  static UrlConnectionHttpClient.Builder client() {
    Trust trusted = Trust.of(System.getProperty(BUNDLE));
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .tlsTrustManagersProvider(() -> new TrustManager[] {trusted});
  }

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return client();
  }
}
