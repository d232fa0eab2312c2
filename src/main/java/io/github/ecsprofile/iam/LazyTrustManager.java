package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate authorities that are trusted: those of the JVM, or those of one PEM file alone,
 * as AWS_CA_BUNDLE of the AWS CLI. Either is easily 150 certificates, so they are read and parsed
 * when the first server's certificate is checked; plain http never needs them.
 */
final class LazyTrustManager extends X509ExtendedTrustManager {
  private final String bundle;
  private final String setting;
  private final String home;
  private final Deadline deadline;
  private X509ExtendedTrustManager authorities;

  /**
   * Creates it without reading anything.
   *
   * @param bundle a PEM file; null for the JVM's own authorities
   * @param setting the setting that names the file, for messages
   * @param home the directory that {@code ~} stands for; null for none
   */
  LazyTrustManager(String bundle, String setting, String home, Deadline deadline) {
    this.bundle = bundle;
    this.setting = setting;
    this.home = home;
    this.deadline = deadline;
  }

  /**
   * Reads the authorities.
   *
   * @throws Failure of kind BAD_INPUT if the file holds none
   */
  synchronized X509ExtendedTrustManager authorities() {
    if (authorities == null) {
      try {
        authorities = manager(bundle == null ? null : store());
      } catch (GeneralSecurityException e) {
        throw bundle == null ? new IllegalStateException(e) : noCertificates();
      }
    }
    return authorities;
  }

  /**
   * Reads the file without parsing it.
   *
   * @throws Failure of kind BAD_INPUT if it cannot be read or is empty
   */
  void requireFile() {
    if (pem().length == 0) {
      throw noCertificates();
    }
  }

  private byte[] pem() {
    try {
      return BoundedFile.read(BoundedFile.path(bundle, home), deadline);
    } catch (IOException e) {
      throw Failure.badInput(
          setting + " " + bundle + ": " + e.getMessage(),
          "Name a PEM file that can be read, or unset it.");
    }
  }

  private KeyStore store() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it reads nothing
    }
    int number = 0;
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem()))) {
      store.setCertificateEntry(String.valueOf(number++), one);
    }
    if (number == 0) {
      throw noCertificates();
    }
    return store;
  }

  private Failure noCertificates() {
    return Failure.badInput(
        setting + " " + bundle + ": no valid certificates in the file",
        "Name a PEM file: -----BEGIN CERTIFICATE----- ...");
  }

  private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("this JVM has no X.509 trust manager"));
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
    throw new CertificateException("client certificates are not accepted");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("client certificates are not accepted");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("client certificates are not accepted");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities().getAcceptedIssuers();
  }
}
