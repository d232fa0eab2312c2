package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ecsprofile.cli.CliRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Credentials that depend on files under HOME, which the SDK finds on its own, and TLS; all else is
 * in CredentialsTest and ConnectionTest.
 */
class CredentialsIT {
  private static final String CONFIG =
      """
      [profile sso]
      sso_session = corp
      sso_account_id = 123456789012
      sso_role_name = dev
      [sso-session corp]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = eu-central-1
      [profile login]
      login_session = arn:aws:iam::123456789012:user/me
      region = us-east-1
      [profile plain]
      endpoint_url = http://example.com
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = x
      """;

  @TempDir Path dir;

  private Launcher launcher() throws IOException {
    Path config = Files.writeString(dir.resolve("config"), CONFIG);
    return new Launcher(Launcher.PACKAGED)
        .with("HOME", dir.toString())
        .with("AWS_CONFIG_FILE", config.toString())
        .with("AWS_EC2_METADATA_DISABLED", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "sso,        5, aws sso login --profile sso",
    "login,      5, aws login --profile login",
    "plain,      2, --allow-plain-http",
    "missing,    2, does not exist"
  })
  void namesWhatIsWrongWithAProfile(String profile, int code, String message) throws IOException {
    CliRunner.Run run = launcher().run("-q", "all", "--project", "demo", "--profile", profile);
    assertEquals(code, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void trustsTheBundleAndNobodyElse()
      throws IOException, GeneralSecurityException, InterruptedException {
    try (TlsServer server = TlsServer.start(dir)) {
      Launcher keys = launcher().with("AWS_ACCESS_KEY_ID", "x").with("AWS_SECRET_ACCESS_KEY", "x");
      String[] words = {"-q", "get-arn", "--project", "demo", "--endpoint-url", server.url()};
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
      for (String bad : new String[] {dir.resolve("none").toString(), dir + "/config"}) {
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
      Launcher keys = launcher().with("AWS_ACCESS_KEY_ID", "x").with("AWS_SECRET_ACCESS_KEY", "x");
      String[] words = {"-q", "get-arn", "--project", "demo", "--endpoint-url", server.url()};
      CliRunner.Run trusted = keys.with("SSL_CERT_FILE", server.pem()).run(words);
      assertEquals(0, trusted.code(), trusted.all());
      CliRunner.Run missing = keys.with("SSL_CERT_FILE", dir + "/none").run(words);
      assertEquals(2, missing.code(), missing.all());
      assertTrue(missing.err().startsWith("error: SSL_CERT_FILE "), missing.err());
    }
  }
}
