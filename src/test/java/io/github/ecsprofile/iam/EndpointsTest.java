package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of endpoints and of the SDK, from the environment and the config files. */
class EndpointsTest {
  @TempDir Path dir;

  private final Map<String, String> env = new HashMap<>();

  private Endpoints endpoints(boolean allowed) {
    ConfigFiles files = ConfigFiles.load(env, null, new Deadline(Duration.ofSeconds(5)));
    SdkSettings.check(env, files);
    return new Endpoints(
        new ClientConfig(null, null, null, false, allowed, null, Duration.ofSeconds(5)),
        env,
        files);
  }

  private void config(String text) throws IOException {
    Path file = dir.resolve("config");
    Files.writeString(file, text);
    env.put("AWS_CONFIG_FILE", file.toString());
  }

  private Failure failure() {
    Failure f = assertThrows(Failure.class, () -> endpoints(false));
    assertEquals(Failure.Kind.BAD_INPUT, f.kind());
    return f;
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ENDPOINT_URL,                  localhost:4566",
    "AWS_ENDPOINT_URL_STS,              ftp://host",
    "AWS_ENDPOINT_URL_IAM,              http://",
    "AWS_ENDPOINT_URL_SSO_OIDC,         'http://a b'",
    "HTTPS_PROXY,                       proxy:3128",
    "AWS_MAX_ATTEMPTS,                  x",
    "AWS_MAX_ATTEMPTS,                  0",
    "AWS_RETRY_MODE,                    often",
    "AWS_USE_DUALSTACK_ENDPOINT,        maybe",
    "AWS_USE_FIPS_ENDPOINT,             ''",
    "AWS_DISABLE_REQUEST_COMPRESSION,   yes",
    "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES, 10485761",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT, http://example.com",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI, http://example.com/x",
    "AWS_ENDPOINT_URL_IAM,              http://example.com",
    "AWS_ENDPOINT_URL_IAM,              http://127.0.0.1.example.com",
    "AWS_ENDPOINT_URL_IAM,              http://2130706433"
  })
  void aWrongSettingIsNamed(String name, String value) {
    env.put(name, value);
    assertTrue(failure().getMessage().startsWith(name), failure().getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use_fips_endpoint = maybe",
        "max_attempts = many",
        "endpoint_url = localhost:4566",
        "endpoint_url = http://example.com"
      })
  void aWrongSettingOfAProfileIsNamed(String line) throws IOException {
    config("[default]\n" + line + "\n");
    String name = line.replaceFirst(" .*", "");
    assertTrue(failure().getMessage().startsWith(name + " of the profile default"));
  }

  @Test
  void aServicesSectionIsReadAndChecked() throws IOException {
    config("[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = http://example.com\n");
    Endpoints endpoints = endpoints(false);
    URI sts = endpoints.of(Service.STS).orElseThrow().uri();
    assertEquals(URI.create("http://example.com"), sts);
    assertThrows(Failure.class, () -> endpoints.requireAllowed(Service.STS, sts));
    assertDoesNotThrow(() -> endpoints(true).requireAllowed(Service.STS, sts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1",
        "http://127.0.0.1",
        "http://127.9.9.9:80",
        "http://[::1]:5000",
        "https://example.com",
        "http://169.254.170.2/creds",
        "http://[fd00:ec2::254]/"
      })
  void isAllowed(String url) {
    assertDoesNotThrow(() -> endpoints(false).requireAllowed(Service.SSO, URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "HTTP://example.com",
        "http://127.0.0.1@example.com",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://169.254.1.1",
        "http://[::ffff:10.0.0.1]"
      })
  void isRefused(String url) {
    Failure f =
        assertThrows(
            Failure.class, () -> endpoints(false).requireAllowed(Service.SSO, URI.create(url)));
    assertEquals(Failure.Kind.BAD_INPUT, f.kind());
  }

  @Test
  void aPasswordIsNeverPrinted() {
    for (String url :
        new String[] {"http://me:hidden@example.com", "me:hidden@host", "http://me:hidden@"}) {
      env.put("AWS_ENDPOINT_URL", url);
      assertFalse(failure().getMessage().contains("hidden"), failure().getMessage());
    }
  }

  @Test
  void aServicesOwnVariableWinsAndAllCanBeIgnored() throws IOException {
    config("[default]\nendpoint_url = https://c.example.com\n");
    env.put("AWS_ENDPOINT_URL", "https://b.example.com");
    env.put("AWS_ENDPOINT_URL_IAM", "https://a.example.com");
    assertEquals("AWS_ENDPOINT_URL_IAM", endpoints(false).of(Service.IAM).orElseThrow().setting());
    assertEquals("AWS_ENDPOINT_URL", endpoints(false).of(Service.STS).orElseThrow().setting());
    env.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assertTrue(endpoints(false).of(Service.IAM).isEmpty());
  }
}
