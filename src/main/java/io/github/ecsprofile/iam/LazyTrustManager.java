package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whose certificates are trusted: the JVM's authorities, or those of a PEM file alone, as the AWS
 * CLI's AWS_CA_BUNDLE has it. Either is easily 150 certificates, read and parsed only when a
 * server's is to be checked: a client can be built, and plain http be spoken, without.
 */
final class LazyTrustManager extends X509ExtendedTrustManager {
  private static final String JVM = "";
  private static final Map<String, LazyTrustManager> ALL = new ConcurrentHashMap<>();

  private final String bundle;
  private X509ExtendedTrustManager authorities;

  private LazyTrustManager(String bundle) {
    this.bundle = bundle;
  }

  /**
   * The same one for the same file, so that it is parsed once.
   *
   * @param bundle a PEM file; null for the JVM's own authorities
   */
  static LazyTrustManager of(String bundle) {
    return ALL.computeIfAbsent(bundle == null ? JVM : bundle, LazyTrustManager::new);
  }

  /** Reads the authorities; bad input where the file holds none. */
  synchronized X509ExtendedTrustManager authorities() {
    if (authorities == null) {
      try {
        authorities = manager(bundle.equals(JVM) ? null : store());
      } catch (GeneralSecurityException e) {
        throw bundle.equals(JVM) ? new IllegalStateException(e) : noCertificates();
      }
    }
    return authorities;
  }

  private KeyStore store() throws GeneralSecurityException {
    try (InputStream pem = new BufferedInputStream(Files.newInputStream(Path.of(bundle)))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry(String.valueOf(number++), one);
      }
      if (number == 0) {
        throw noCertificates();
      }
      return store;
    } catch (IOException | InvalidPathException e) {
      throw Failure.badInput(
          "AWS_CA_BUNDLE " + bundle + " cannot be read",
          "Give a PEM file that can be read, or unset it (ca_bundle in the AWS config file).");
    }
  }

  private Failure noCertificates() {
    return Failure.badInput(
        "AWS_CA_BUNDLE " + bundle + " holds no certificates, or broken ones",
        "Give a PEM file: -----BEGIN CERTIFICATE----- ...");
  }

  private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("this JVM checks no X.509 certificates"));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authorities().checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authorities().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authorities().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("no clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no clients here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities().getAcceptedIssuers();
  }
}
