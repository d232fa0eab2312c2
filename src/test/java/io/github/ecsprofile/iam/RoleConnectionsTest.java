package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role in each of several accounts, assumed with one caller's credentials. */
class RoleConnectionsTest {
  private static final AccountGuard.Expected ONE =
      new AccountGuard.Expected("111122223333", "Correct it.");

  @TempDir Path dir;

  private final RecordedEvents events = new RecordedEvents();
  private final RecordedEvents ofAccount = new RecordedEvents();
  private final Deadline deadline = new Deadline(Duration.ofSeconds(20));
  private Map<String, String> env;

  @BeforeEach
  void config() throws IOException {
    Path config = dir.resolve("config");
    Files.writeString(
        config,
        "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret-of-base\n"
            + "[profile mfa]\nrole_arn = arn:aws:iam::111122223333:role/hub\n"
            + "source_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n");
    env = Map.of("AWS_CONFIG_FILE", config.toString(), "HOME", dir.toString());
  }

  private static ClientConfig config(FakeAws aws, String profile) {
    return new ClientConfig(
        profile, null, URI.create(aws.url()), false, false, ONE, Duration.ofSeconds(20));
  }

  private static FakeAws aws() {
    return new FakeAws(
        r ->
            FakeAws.Answer.ok(
                r.action().startsWith("Assume")
                    ? FakeAws.session(r)
                    : r.action().equals("GetCallerIdentity") ? FakeAws.CALLER : FakeAws.PROFILE));
  }

  @Test
  void theCallersMfaCodeIsAskedForOnce() throws IOException {
    events.mfaCode = "123456";
    try (FakeAws aws = aws();
        FakeAws sts = aws();
        RoleConnections roles =
            new RoleConnections(
                Map.of(
                    "AWS_CONFIG_FILE",
                    env.get("AWS_CONFIG_FILE"),
                    "AWS_ENDPOINT_URL_STS",
                    sts.url()),
                deadline,
                events)) {
      for (String account : List.of("111111111111", "222222222222")) {
        String role = "arn:aws:iam::" + account + ":role/deploy-" + account;
        try (Connection c = roles.open(config(aws, "mfa"), role, ofAccount)) {
          c.reader().profile("x");
          assertEquals("role " + role + ", from profile mfa", c.credentialsSource());
        }
      }
      assertEquals(1, events.log.stream().filter(l -> l.startsWith("mfa ")).count());
      // The chain of the profile keeps to the configured STS, the roles to --endpoint-url.
      assertEquals(List.of("AssumeRole"), sts.actions());
      assertEquals(
          List.of("AssumeRole", "GetInstanceProfile", "AssumeRole", "GetInstanceProfile"),
          aws.actions());
      assertTrue(aws.requests.get(0).authorization().contains("ASIAhub"));
      assertTrue(aws.requests.get(1).authorization().contains("ASIAdeploy-111111111111"));
      assertTrue(aws.requests.get(3).authorization().contains("ASIAdeploy-222222222222"));
      assertTrue(ofAccount.secrets.contains("secret-of-deploy-222222222222"));
      assertTrue(ofAccount.log.contains("sent iam:GetInstanceProfile"));
    }
  }

  @Test
  void aCallerWithoutCredentialsIsLookedForOnce() {
    try (FakeAws aws = aws();
        RoleConnections roles = new RoleConnections(env, deadline, events)) {
      Failure first = failure(roles, aws);
      assertEquals(Failure.Kind.ACCESS_DENIED, first.kind());
      assertSame(first, failure(roles, aws));
      assertEquals(1, events.log.stream().filter(l -> l.startsWith("mfa ")).count());
      assertEquals(List.of(), aws.requests);
    }
  }

  private Failure failure(RoleConnections roles, FakeAws aws) {
    return assertThrows(
        Failure.class,
        () -> roles.open(config(aws, "mfa"), "arn:aws:iam::111122223333:role/r", ofAccount));
  }

  @Test
  void theClockGoesOnAfterTheLastOfSeveralPauses() {
    deadline.pause();
    deadline.pause();
    deadline.resume();
    long left = deadline.nanosLeft();
    awaitTick();
    assertEquals(Optional.of(left), Optional.of(deadline.nanosLeft()));
    deadline.resume();
    awaitTick();
    assertTrue(deadline.nanosLeft() < left);
  }

  /** Returns once the clock of the deadline has moved on. */
  private static void awaitTick() {
    long before = System.nanoTime();
    while (System.nanoTime() == before) {
      Thread.onSpinWait();
    }
  }
}
