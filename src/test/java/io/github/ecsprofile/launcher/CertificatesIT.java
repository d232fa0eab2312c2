package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ecsprofile.cli.CliRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates the packaged program trusts. */
class CertificatesIT {
  @TempDir Path dir;

  private Launcher keys() {
    return new Launcher(Launcher.PACKAGED)
        .with("HOME", dir.toString())
        .with("AWS_ACCESS_KEY_ID", "x")
        .with("AWS_SECRET_ACCESS_KEY", "x");
  }

  private static String[] words(TlsServer server) {
    return new String[] {"-q", "get-arn", "--project", "demo", "--endpoint-url", server.url()};
  }

  @Test
  void trustsTheBundleAndNobodyElse()
      throws IOException, GeneralSecurityException, InterruptedException {
    try (TlsServer server = TlsServer.start(dir)) {
      Launcher keys = keys();
      String[] words = words(server);
      CliRunner.Run untrusted = keys.run(words);
      assertEquals(6, untrusted.code(), untrusted.all());
      assertTrue(untrusted.err().contains("certificate is not trusted"), untrusted.err());
      CliRunner.Run trusted = keys.with("AWS_CA_BUNDLE", server.pem()).run(words);
      assertEquals(0, trusted.code(), trusted.all());
      String[] otherHost = words.clone();
      otherHost[otherHost.length - 1] = server.url().replace("127.0.0.1", "localhost");
      CliRunner.Run mismatch = keys.run(otherHost);
      assertEquals(6, mismatch.code(), mismatch.all());
      assertTrue(mismatch.err().contains("hint: Use the host name that"), mismatch.err());
      for (String bad :
          List.of(dir + "/none", Files.writeString(dir.resolve("bad"), "no PEM").toString())) {
        CliRunner.Run run = keys.with("AWS_CA_BUNDLE", bad).run(words);
        assertEquals(2, run.code(), run.all());
        assertEquals(2, run.err().lines().count(), run.err());
      }
    }
  }

  /** The image's own list is as old as its build; OpenSSL's variable stands for the system's. */
  @Test
  void theImageTrustsTheAuthoritiesOfTheSystem()
      throws IOException, GeneralSecurityException, InterruptedException {
    assumeFalse(Launcher.isJvm(), "a JVM has a list of its own");
    try (TlsServer server = TlsServer.start(dir)) {
      Launcher keys = keys();
      String[] words = words(server);
      CliRunner.Run trusted = keys.with("SSL_CERT_FILE", server.pem()).run(words);
      assertEquals(0, trusted.code(), trusted.all());
      CliRunner.Run missing = keys.with("SSL_CERT_FILE", dir + "/none").run(words);
      assertEquals(2, missing.code(), missing.all());
      assertTrue(missing.err().startsWith("error: SSL_CERT_FILE "), missing.err());
    }
  }
}
