package io.github.ecsprofile.iam;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Finds the system's own list of certificate authorities. A native image holds the list of the JDK
 * that it was built with, which grows old; the system's is kept up to date, and a company adds its
 * own authorities to it. A JVM has its own list, which {@code javax.net.ssl.trustStore} replaces.
 */
final class SystemCertificates {
  /**
   * Where Linux distributions keep the list as one PEM file, in the order of Go's crypto/x509
   * (https://go.dev/src/crypto/x509/root_linux.go). macOS and Windows have none.
   */
  private static final List<String> FILES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo
          "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, Amazon Linux
          "/etc/ssl/ca-bundle.pem", // openSUSE
          "/etc/pki/tls/cacert.pem", // OpenELEC
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // RHEL
          "/etc/ssl/cert.pem"); // Alpine

  private SystemCertificates() {}

  /**
   * Tests whether this process is a native image, whose list of authorities is that of its build.
   */
  static boolean isNativeImage() {
    return System.getProperty(ImageInfo.PROPERTY_IMAGE_CODE_KEY) != null;
  }

  /** Returns the PEM file with the system's authorities; null where the system has none. */
  static String file() {
    return firstReadable(FILES).map(Path::toString).orElse(null);
  }

  static Optional<Path> firstReadable(List<String> files) {
    return files.stream()
        .map(Path::of)
        .filter(f -> Files.isRegularFile(f) && Files.isReadable(f))
        .findFirst();
  }
}
