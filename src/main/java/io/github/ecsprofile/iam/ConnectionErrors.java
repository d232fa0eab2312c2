package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;

/** What went wrong below HTTP: the network, and the server's certificate. */
final class ConnectionErrors {
  private ConnectionErrors() {}

  /** Returns the failure for a certificate that is not trusted. */
  static Failure untrusted(String label, CertificateException certificate, Throwable e) {
    String reason = String.valueOf(certificate.getMessage());
    // The JDK's texts for a name mismatch (sun.security.util.HostnameChecker).
    boolean otherHost =
        reason.startsWith("No name matching") || reason.startsWith("No subject alternative");
    return new Failure(
        Kind.UNAVAILABLE,
        label + ": the endpoint's certificate is not trusted: " + SdkErrors.text(reason),
        otherHost
            ? "Use the host name that the certificate is for, or check the proxy."
            : "Set AWS_CA_BUNDLE to a PEM file with the authority of that endpoint or proxy.",
        e);
  }

  /**
   * Returns what kept a request from its answer. The JDK's client names a connection that ended
   * without one only in its message.
   */
  static String unreachable(Service service, IOException e) {
    String reason = reason(e);
    return reason.startsWith("Unexpected end of file")
        ? ": the connection to " + service.displayName() + " was closed before the answer"
        : ": no connection to " + service.displayName() + ": " + reason;
  }

  private static String reason(IOException e) {
    if (e == null) {
      return "the request failed";
    }
    IOException root = e;
    for (IOException t = e; t != null; t = SdkErrors.cause(t.getCause(), IOException.class)) {
      root = t;
    }
    return root instanceof UnknownHostException
        ? "unknown host " + SdkErrors.text(root.getMessage())
        : root.getMessage() == null
            ? "the connection was closed"
            : SdkErrors.text(root.getMessage());
  }
}
