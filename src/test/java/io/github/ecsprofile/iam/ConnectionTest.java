package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for every request of every service. */
class ConnectionTest {
  private final RecordedEvents events = new RecordedEvents();
  private final Deadline deadline = new Deadline(Duration.ofSeconds(20));
  private final Map<String, String> env =
      new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "AKIAX", "AWS_SECRET_ACCESS_KEY", "very-secret"));

  private Connection open(String endpoint) {
    return Connection.open(
        new ClientConfig(
            null,
            null,
            endpoint == null ? null : URI.create(endpoint),
            false,
            false,
            new AccountGuard.Expected("999988887777", "Use others."),
            Duration.ofSeconds(20)),
        env,
        deadline,
        events);
  }

  private Failure failure(String endpoint) {
    return assertThrows(
        Failure.class,
        () -> {
          try (Connection c = open(endpoint)) {
            c.reader().profile("x");
          }
        });
  }

  @Test
  void reportsSecretsBeforeTheRequestAndItsActionAndStatus() {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.PROFILE));
        Connection c = open(aws.url())) {
      assertTrue(c.reader().profile("x").isPresent());
    }
    assertEquals("secret very-secret", events.log.get(0));
    assertEquals(
        List.of("sent iam:GetInstanceProfile", "answered iam:GetInstanceProfile 200"),
        events.log.stream().filter(l -> !l.startsWith("secret")).toList());
  }

  /** Plain http needs no authorities, and to parse them takes longer than a call. */
  @Test
  void overPlainHttpTheCaBundleMustBeThereButIsNotParsed(@TempDir Path dir) throws IOException {
    Path bundle = dir.resolve("ca.pem");
    env.put("AWS_CA_BUNDLE", bundle.toString());
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.PROFILE))) {
      Failure missing = failure(aws.url());
      assertEquals(Kind.BAD_INPUT, missing.kind());
      assertEquals("AWS_CA_BUNDLE " + bundle + ": it does not exist", missing.getMessage());
      Files.createFile(bundle);
      assertEquals(
          "AWS_CA_BUNDLE " + bundle + ": no valid certificates in the file",
          failure(aws.url()).getMessage());
      assertEquals(List.of(), aws.requests);
      Files.writeString(bundle, "no certificate");
      try (Connection c = open(aws.url())) {
        assertTrue(c.reader().profile("x").isPresent());
      }
    }
  }

  @Test
  void sendsNothingOnceTheDeadlineIsClosedOrOver() {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.PROFILE));
        Connection c = open(aws.url())) {
      deadline.close();
      Failure f = assertThrows(Failure.class, () -> c.reader().profile("x"));
      assertEquals(Kind.INTERRUPTED, f.kind());
      assertEquals(List.of(), aws.requests);
    }
  }

  @Test
  void doesNotRetryPastTheDeadline() {
    Deadline shortOne = new Deadline(Duration.ofMillis(700));
    ClientConfig config =
        new ClientConfig(null, null, null, false, false, null, Duration.ofSeconds(20));
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.error(503, "Throttling", "Rate exceeded"))) {
      env.put("AWS_ENDPOINT_URL_IAM", aws.url());
      try (Connection c = Connection.open(config, env, shortOne, events)) {
        Failure f = assertThrows(Failure.class, () -> c.reader().profile("x"));
        // The reason, not the end of the time.
        assertTrue(f.getMessage().contains("Rate exceeded"), f.getMessage());
        assertEquals(Kind.UNAVAILABLE, f.kind());
        assertTrue(aws.requests.size() > 1);
      }
    }
  }

  @Test
  void aCutAnswerIsAskedForAgain() {
    String[] answers = {
      FakeAws.PROFILE.substring(0, 120), FakeAws.PROFILE.substring(0, 200), FakeAws.PROFILE
    };
    int[] n = {0};
    // Once with the length of the whole, once in chunks.
    try (FakeAws aws =
            new FakeAws(
                r -> {
                  String body = answers[n[0]++];
                  return new FakeAws.Answer(200, body, n[0] == 2 ? -1 : FakeAws.PROFILE.length());
                });
        Connection c = open(aws.url())) {
      assertTrue(c.reader().profile("x").isPresent());
      assertEquals(3, aws.requests.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html>Welcome</html>",
        "<GetRoleResponse/>",
        "<GetInstanceProfileResponse/>",
        "<GetInstanceProfileResponse><GetInstanceProfileResult/></GetInstanceProfileResponse>"
      })
  void anAnswerThatIsNotIamsIsOneLine(String body) {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(body))) {
      Failure f = failure(aws.url());
      assertEquals(Kind.INTERNAL, f.kind());
      assertEquals(
          "GetInstanceProfile: the endpoint answered with something that is not IAM's answer",
          f.getMessage());
      assertEquals(1, aws.requests.size());
    }
  }

  @Test
  void anEndlessAnswerIsBounded() {
    String giant = "<GetInstanceProfileResponse>" + "x".repeat(GuardedHttpClient.MAX_BYTES);
    try (FakeAws aws = new FakeAws(r -> new FakeAws.Answer(200, giant, -1))) {
      Failure f = failure(aws.url());
      assertEquals(Kind.INTERNAL, f.kind());
      assertTrue(f.getMessage().contains("longer than 8 MiB"), f.getMessage());
      assertEquals(1, aws.requests.size());
    }
  }

  @Test
  void noConnectionNamesNoClass() {
    env.put("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:1");
    ClientConfig config =
        new ClientConfig(null, null, null, false, false, null, Duration.ofSeconds(1));
    try (Connection c = Connection.open(config, env, new Deadline(Duration.ofSeconds(1)), events)) {
      Failure f = assertThrows(Failure.class, () -> c.reader().profile("x"));
      assertEquals(Kind.UNAVAILABLE, f.kind());
      assertTrue(
          f.getMessage().startsWith("GetInstanceProfile: no connection to IAM: "), f.getMessage());
      assertFalse(f.getMessage().contains("Exception"), f.getMessage());
    }
  }

  @Test
  void theAccountIsAskedOfStsAndNamesIt() {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.CALLER));
        Connection c = open(aws.url())) {
      Failure f = assertThrows(Failure.class, () -> c.account().check((String) null));
      assertEquals(Kind.BAD_INPUT, f.kind());
      assertEquals(List.of("GetCallerIdentity"), aws.actions());
    }
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.error(403, "AccessDenied", "no"));
        Connection c = open(aws.url())) {
      Failure f = assertThrows(Failure.class, () -> c.account().check((String) null));
      assertTrue(f.getMessage().contains("sts:GetCallerIdentity"), f.getMessage());
    }
  }

  @Test
  void theAccountCallIsUnderTheSameDeadline() {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.CALLER));
        Connection c = open(aws.url())) {
      deadline.close();
      assertThrows(Failure.class, () -> c.account().check((String) null));
      assertEquals(List.of(), aws.requests);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"})
  void noCredentialsInTheClearToAnotherMachine(String setting) {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.ok(FakeAws.PROFILE))) {
      env.put("AWS_ENDPOINT_URL_IAM", aws.url());
      env.put(setting, "http://sts.example.com");
      try (Connection c = open(null)) {
        Failure f = assertThrows(Failure.class, () -> c.account().check((String) null));
        assertEquals(Kind.BAD_INPUT, f.kind());
        assertTrue(f.getMessage().startsWith(setting + " http://sts.example.com"), f.getMessage());
      }
    }
    assertEquals(List.of(), events.log.stream().filter(l -> l.startsWith("answered")).toList());
  }

  @Test
  void reportsARetryThatTakesLong() {
    // The first connection attempts fail at once; about two seconds later the report is due.
    env.put("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:1");
    ClientConfig config =
        new ClientConfig(null, null, null, false, false, null, Duration.ofSeconds(20));
    try (Connection c =
        Connection.open(config, env, new Deadline(Duration.ofSeconds(20)), events)) {
      assertThrows(Failure.class, () -> c.reader().profile("x"));
    }
    assertEquals(1, events.retries.size());
    assertTrue(events.retries.get(0).getMessage().contains("no connection to IAM"));
  }
}
