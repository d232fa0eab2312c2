package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where credentials come from, and one line where they do not come. */
class CredentialsTest {
  private static final String CONFIG =
      """
      [profile keys]
      aws_access_key_id = AKIAKEYS
      aws_secret_access_key = secret-of-keys
      [profile role]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = keys
      [profile chain]
      role_arn = arn:aws:iam::111122223333:role/second
      source_profile = role
      [profile mfa]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = keys
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      [profile own]
      role_arn = arn:aws:iam::111122223333:role/own
      source_profile = own
      aws_access_key_id = AKIAOWN
      aws_secret_access_key = secret-of-own
      [profile loop]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = pool
      [profile pool]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = loop
      [profile orphan]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = nowhere
      [profile both]
      role_arn = arn:aws:iam::111122223333:role/deploy
      source_profile = keys
      credential_source = Environment
      [profile odd]
      role_arn = arn:aws:iam::111122223333:role/deploy
      credential_source = Ether
      [profile web]
      role_arn = arn:aws:iam::111122223333:role/web
      web_identity_token_file = TOKENFILE
      [profile nofile]
      role_arn = arn:aws:iam::111122223333:role/web
      web_identity_token_file = /nonexistent/token
      [profile empty]
      aws_access_key_id =
      aws_secret_access_key = x
      [profile half]
      aws_access_key_id = AKIAHALF
      [profile none]
      region = us-east-1
      [profile process]
      credential_process = printf '{"Version":1,"AccessKeyId":"AKIAPROC","SecretAccessKey":"secret-of-process"}'
      [profile fails]
      credential_process = echo secret-output >&2; exit 3
      [profile noise]
      credential_process = echo secret-output
      [profile login]
      login_session = arn:aws:iam::111122223333:user/me
      [profile loginregion]
      login_session = arn:aws:iam::111122223333:user/me
      region = eu-central-1
      [profile vialogin]
      role_arn = arn:aws:iam::111122223333:role/x
      source_profile = loginregion
      [profile nosession]
      sso_session = nowhere
      sso_account_id = 111122223333
      sso_role_name = dev
      [profile halfsso]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = eu-central-1
      sso_role_name = dev
      """;

  @TempDir Path dir;

  private final RecordedEvents events = new RecordedEvents();
  private final Map<String, String> env = new HashMap<>();
  private Deadline deadline = new Deadline(Duration.ofSeconds(20));

  @BeforeEach
  void config() throws IOException {
    Path token = dir.resolve("token");
    Files.writeString(token, "web-identity-token\n");
    Path config = dir.resolve("config");
    Files.writeString(config, CONFIG.replace("TOKENFILE", token.toString()));
    env.put("AWS_CONFIG_FILE", config.toString());
    env.put("HOME", dir.toString());
    env.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  private Connection open(String profile) {
    return Connection.open(
        new ClientConfig(profile, null, null, false, false, null, Duration.ofSeconds(20)),
        env,
        deadline,
        events);
  }

  private Failure failure(String profile) {
    return assertThrows(Failure.class, () -> open(profile).close());
  }

  private FakeAws aws() {
    FakeAws aws =
        new FakeAws(
            r ->
                FakeAws.Answer.ok(
                    r.action().startsWith("Assume") ? FakeAws.session(r) : FakeAws.PROFILE));
    env.put("AWS_ENDPOINT_URL", aws.url());
    return aws;
  }

  @Test
  void aRoleChainIsAssumedLinkByLink() {
    try (FakeAws aws = aws();
        Connection c = open("chain")) {
      c.reader().profile("x");
      assertEquals(List.of("AssumeRole", "AssumeRole", "GetInstanceProfile"), aws.actions());
      assertTrue(aws.requests.get(0).authorization().contains("AKIAKEYS"));
      assertTrue(aws.requests.get(1).authorization().contains("ASIAdeploy"));
      assertTrue(aws.requests.get(2).authorization().contains("ASIAsecond"));
      assertTrue(
          events.secrets.containsAll(
              List.of(
                  "secret-of-keys",
                  "secret-of-deploy",
                  "token-of-deploy",
                  "secret-of-second",
                  "token-of-second")),
          events.secrets.toString());
      assertTrue(
          events.log.indexOf("secret secret-of-keys") < events.log.indexOf("sent sts:AssumeRole"));
    }
  }

  @Test
  void aProfileMayAssumeItsRoleWithItsOwnKeys() {
    try (FakeAws aws = aws();
        Connection c = open("own")) {
      c.reader().profile("x");
      assertTrue(aws.requests.get(0).authorization().contains("AKIAOWN"));
    }
  }

  @Test
  void anMfaCodeIsAskedForAndSent() {
    events.mfaCode = " 123456 ";
    try (FakeAws aws = aws();
        Connection c = open("mfa")) {
      c.reader().profile("x");
      String body = aws.requests.get(0).body();
      assertTrue(body.contains("SerialNumber=arn:aws:iam::111122223333:mfa/me"), body);
      assertTrue(body.contains("TokenCode=123456"), body);
    }
  }

  @Test
  void theClockStopsWhileTheCodeIsTyped() {
    long[] left = new long[2];
    Events typing =
        new Events() {
          @Override
          public Optional<String> mfaCode(String serial) {
            left[0] = deadline.nanosLeft();
            left[1] = deadline.nanosLeft();
            return Optional.of("123456");
          }
        };
    ClientConfig config =
        new ClientConfig("mfa", null, null, false, false, null, Duration.ofSeconds(20));
    try (FakeAws aws = aws();
        Connection c = Connection.open(config, env, deadline, typing)) {
      c.reader().profile("x");
      assertEquals(left[0], left[1]);
      assertEquals(List.of("AssumeRole", "GetInstanceProfile"), aws.actions());
      assertTrue(deadline.nanosLeft() < left[1]);
    }
  }

  @Test
  void withoutAnMfaCodeNothingIsSent() {
    try (FakeAws aws = aws()) {
      Failure f = failure("mfa");
      assertEquals(Kind.ACCESS_DENIED, f.kind());
      assertEquals("the profile 'mfa': an MFA code is required", f.getMessage());
      assertTrue(f.hint().contains("aws configure export-credentials --profile mfa"), f.hint());
      assertEquals(List.of(), aws.requests);
    }
  }

  @Test
  void theTokenOfAWebIdentityIsTrimmedAndASecret() {
    try (FakeAws aws = aws();
        Connection c = open("web")) {
      c.reader().profile("x");
      assertEquals(List.of("AssumeRoleWithWebIdentity", "GetInstanceProfile"), aws.actions());
      assertTrue(aws.requests.get(0).body().contains("WebIdentityToken=web-identity-token"));
      assertEquals("web-identity-token", events.secrets.get(0));
      assertTrue(
          events.log.indexOf("secret web-identity-token")
              < events.log.indexOf("sent sts:AssumeRoleWithWebIdentity"));
    }
  }

  @Test
  void aProcessGivesCredentials() {
    try (FakeAws aws = aws();
        Connection c = open("process")) {
      c.reader().profile("x");
      assertTrue(aws.requests.get(0).authorization().contains("AKIAPROC"));
      assertTrue(events.secrets.contains("secret-of-process"));
    }
  }

  @Test
  void keysInTheEnvironmentWinOverTheProfileOfTheEnvironmentButNotOverTheOption() {
    env.put("AWS_ACCESS_KEY_ID", "AKIAENV");
    env.put("AWS_SECRET_ACCESS_KEY", "secret-of-env\n");
    env.put("AWS_PROFILE", "keys");
    try (FakeAws aws = aws();
        Connection byEnv = open(null);
        Connection byOption = open("keys")) {
      byEnv.reader().profile("x");
      byOption.reader().profile("x");
      assertTrue(aws.requests.get(0).authorization().contains("AKIAENV"));
      assertTrue(aws.requests.get(1).authorization().contains("AKIAKEYS"));
      assertTrue(events.secrets.contains("secret-of-env"));
    }
  }

  @Test
  void aTokenWithALineBreakIsRefusedAndNotShown() {
    env.put("AWS_ACCESS_KEY_ID", "AKIAENV");
    env.put("AWS_SECRET_ACCESS_KEY", "secret-of-env");
    env.put("AWS_SESSION_TOKEN", "first-line\nsecond-line");
    Failure f = failure(null);
    assertEquals(Failure.Kind.ACCESS_DENIED, f.kind());
    assertTrue(f.getMessage().contains("session token"), f.getMessage());
    assertFalse(f.getMessage().contains("-line"), f.getMessage());
  }

  @Test
  void anAccessKeyWithoutItsSecretIsNamed() {
    env.put("AWS_ACCESS_KEY_ID", "AKIAENV");
    Failure f = failure(null);
    assertEquals(Failure.Kind.ACCESS_DENIED, f.kind());
    assertTrue(f.getMessage().contains("AWS_SECRET_ACCESS_KEY is not"), f.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "loop,      ACCESS_DENIED, leads back to loop",
    "orphan,    ACCESS_DENIED, source_profile nowhere does not exist",
    "both,      ACCESS_DENIED, both source_profile and credential_source",
    "odd,       ACCESS_DENIED, credential_source Ether",
    "nofile,    BAD_INPUT,     web_identity_token_file of the profile nofile",
    "empty,     BAD_INPUT,     aws_access_key_id of the profile empty: the value is empty",
    "half,      ACCESS_DENIED, aws_secret_access_key is missing",
    "none,      ACCESS_DENIED, it has none",
    "fails,     ACCESS_DENIED, exited with 3",
    "noise,     ACCESS_DENIED, did not print credentials as JSON",
    "login,     ACCESS_DENIED, needs a region",
    "loginregion, ACCESS_DENIED, the login session has expired or was never opened",
    "vialogin,  ACCESS_DENIED, 'loginregion': the login session has expired or was never opened",
    "nosession, ACCESS_DENIED, [sso-session nowhere] does not exist",
    "halfsso,   ACCESS_DENIED, sso_account_id is missing",
    "missing,   BAD_INPUT,     --profile missing: the profile does not exist"
  })
  void aProfileThatGivesNoneIsOneLine(String profile, Kind kind, String text) {
    try (FakeAws aws = aws()) {
      Failure f = failure(profile);
      assertEquals(kind, f.kind(), f.getMessage());
      assertTrue(f.getMessage().contains(text), f.getMessage());
      assertFalse(f.getMessage().contains("secret-output"), f.getMessage());
      assertFalse(f.getMessage().contains("Exception"), f.getMessage());
      assertEquals(List.of(), aws.requests);
    }
  }

  @Test
  void stsOutOfReachIsTemporary() {
    env.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    deadline = new Deadline(Duration.ofSeconds(4));
    for (String profile : List.of("role", "web")) {
      Failure f = failure(profile);
      assertEquals(Kind.UNAVAILABLE, f.kind(), f.getMessage());
      assertTrue(f.getMessage().startsWith("sts:AssumeRole"), f.getMessage());
      assertTrue(f.getMessage().contains("no connection to STS"), f.getMessage());
      deadline = new Deadline(Duration.ofSeconds(4));
    }
  }

  @Test
  void aDeniedAssumeRoleNamesIt() {
    try (FakeAws aws =
        new FakeAws(
            r ->
                FakeAws.Answer.error(
                    403, "AccessDenied", "User: x is not authorized to perform: sts:AssumeRole"))) {
      env.put("AWS_ENDPOINT_URL", aws.url());
      Failure f = failure("role");
      assertEquals(Kind.ACCESS_DENIED, f.kind());
      assertTrue(f.getMessage().startsWith("access denied: sts:AssumeRole: "), f.getMessage());
    }
  }

  @Test
  void noTokenInTheClearToAnotherMachine() {
    for (String profile : List.of("role", "web")) {
      env.put("AWS_ENDPOINT_URL_STS", "http://sts.example.com");
      Failure f = failure(profile);
      assertEquals(Kind.BAD_INPUT, f.kind(), f.getMessage());
      assertTrue(f.getMessage().startsWith("AWS_ENDPOINT_URL_STS"), f.getMessage());
    }
  }

  @Test
  void aHangingProcessEndsWithTheDeadline() throws IOException {
    Files.writeString(
        dir.resolve("config"), "[profile hangs]\ncredential_process = exec sleep 600\n");
    deadline = new Deadline(Duration.ofMillis(300));
    Failure f = failure("hangs");
    assertEquals(Kind.UNAVAILABLE, f.kind());
    assertTrue(f.getMessage().contains("none within --timeout"), f.getMessage());
  }

  @Test
  void noneAtAllIsOneLine() {
    Failure f = failure(null);
    assertEquals(Kind.ACCESS_DENIED, f.kind());
    assertTrue(f.getMessage().startsWith("no AWS credentials: "), f.getMessage());
  }
}
