package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between the tool and IAM, through the real client over HTTP. */
@Execution(ExecutionMode.CONCURRENT)
class FaultInjectionTest {
  private static final String ARN =
      "arn:aws:iam::000000000000:instance-profile/p-ecs-instance-role\n";

  static Stream<String> oneFault() {
    List<String> calls =
        List.of(
            "GetRole",
            "ListAttachedRolePolicies",
            "GetInstanceProfile",
            "CreateRole",
            "CreateInstanceProfile",
            "AttachRolePolicy",
            "AddRoleToInstanceProfile");
    List<String> kinds = List.of("throttle", "error-500", "drop", "lost", "html-503");
    List<String> all = new ArrayList<>(List.of("GetInstanceProfile:2:arn-is-id"));
    calls.forEach(call -> kinds.forEach(kind -> all.add(call + ":1:" + kind)));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("oneFault")
  void oneFaultIsRetriedInTheSameRun(String fault) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox(fault)) {
      CliRunner.Run first = server.run("all", "--project", "p", "--output", "json");
      assertEquals(0, first.code(), first.all());
      for (String action : List.of("CreateRole", "CreateInstanceProfile", "AddRole", "Attach")) {
        assertTrue(first.out().contains("{\"action\":\"" + action), first.out());
      }
      CliRunner.Run verify = server.run("verify", "--project", "p", "--prune");
      assertEquals(0, verify.code(), verify.all());
    }
  }

  /** The role could be another caller's: no answer says that this run created it. */
  @ParameterizedTest
  @ValueSource(strings = {"CreateRole", "CreateInstanceProfile", "AddRoleToInstanceProfile"})
  void aCallWithoutAnswerIsNotClaimed(String action) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox(action + ":1:lost")) {
      CliRunner.Run run = server.run("all", "--project", "p", "--output", "json");
      assertEquals(0, run.code(), run.all());
      JsonNode result = new ObjectMapper().readTree(run.out());
      assertEquals(List.of(action), result.get("unknown").findValuesAsText("action"));
      assertFalse(result.get("changes").findValuesAsText("action").contains(action), run.out());
      assertTrue(run.err().contains("no answer: "), run.err());
    }
  }

  @Test
  void aSuggestedCommandTakesTheOptionsThatItIsGiven() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("CreateRole:1:denied")) {
      CliRunner.Run run =
          server.run("all", "--project", "p", "--timeout", "60", "--region", "eu-west-1");
      assertEquals(5, run.code(), run.all());
      String hint = run.err().lines().filter(l -> l.startsWith("hint: ")).findFirst().orElseThrow();
      String command = hint.substring(hint.indexOf("ecs-profile ") + "ecs-profile ".length());
      String given = " --endpoint-url " + server.endpoint();
      assertTrue(command.contains(given), command);
      CliRunner.Run suggested = server.run(command.replace(given, "").split(" "));
      assertEquals(0, suggested.code(), command + suggested.all());
    }
  }

  @Test
  void aDeniedProjectIsTheOneWhosePolicyIsSuggested() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("CreateRole:*:denied")) {
      CliRunner.Run run = server.run("all", "--project", "p", "--project", "q");
      assertEquals(5, run.code(), run.all());
      for (String project : List.of("p", "q")) {
        assertTrue(run.err().contains("ecs-profile permissions --project " + project), run.err());
      }
    }
  }

  @Test
  void aFreshRunTakesNineCallsAndASecondThree() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      assertEquals(ARN, server.run("all", "--project", "p").out());
      assertTrue(server.log.size() <= 9, server.log.toString());
      server.log.clear();
      assertEquals(ARN, server.run("all", "--project", "p").out());
      assertEquals(3, server.log.size(), server.log.toString());
      server.log.clear();
      assertEquals(ARN, server.run("get-arn", "--project", "p").out());
      assertEquals(1, server.log.size(), server.log.toString());
    }
  }

  @Test
  void aServerThatOnlyThrottlesIsUnavailable() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("*:*:throttle")) {
      CliRunner.Run run = server.run("get-arn", "--project", "p");
      assertEquals(6, run.code(), run.all());
      assertEquals("", run.out());
      assertTrue(run.err().contains("Throttling"), run.err());
    }
  }

  @Test
  void noServerIsUnavailable() throws IOException {
    LoggedSandbox server = new LoggedSandbox();
    server.close();
    CliRunner.Run run = server.run("all", "--project", "p", "--timeout", "2");
    assertEquals(6, run.code(), run.all());
  }

  @Test
  void theTimeoutHoldsForTheWholeCommand() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("*:*:drop")) {
      CliRunner.Run run = server.run("all", "--project", "p", "--timeout", "1");
      assertEquals(6, run.code(), run.all());
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aDeniedReadIsNotAbsence(String action) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox(action + ":*:denied")) {
      CliRunner.Run run = server.run("all", "--project", "p");
      assertEquals(5, run.code(), run.all());
      assertTrue(run.err().contains("iam:" + action), run.err());
      assertTrue(
          server.log.stream().noneMatch(line -> line.contains("Create")), server.log.toString());
    }
  }

  static Stream<String> reads() {
    return Stream.of("GetRole", "ListAttachedRolePolicies", "GetInstanceProfile");
  }

  @Test
  void aFailurePartWayReportsWhatWasDoneAndHowToResume() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("AddRoleToInstanceProfile:*:denied")) {
      CliRunner.Run run = server.run("all", "--project", "p");
      assertEquals(5, run.code(), run.all());
      assertEquals("", run.out());
      assertTrue(run.err().contains("\ndone: created role arn:aws:iam::"), run.err());
      assertTrue(run.err().contains("\nremaining: add role p-ecs-instance-role to "), run.err());
      assertTrue(run.err().contains("\nresume: ecs-profile all --project p"), run.err());
    }
  }

  @Test
  void whatWasWrittenMayBeSeenLater() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox(Duration.ofMillis(700))) {
      CliRunner.Run run = server.run("all", "--project", "p");
      assertEquals(0, run.code(), run.all());
      assertEquals(ARN, run.out());
    }
  }

  @Test
  void twelveAtOnceCreateOneProfile() throws Exception {
    try (LoggedSandbox server = new LoggedSandbox()) {
      ExecutorService threads = Executors.newFixedThreadPool(12);
      List<Future<CliRunner.Run>> runs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        runs.add(threads.submit(() -> server.run("all", "--project", "p")));
      }
      for (Future<CliRunner.Run> run : runs) {
        assertEquals(0, run.get().code(), run.get().all());
        assertEquals(ARN, run.get().out());
      }
      threads.shutdown();
      assertEquals(0, server.run("verify", "--project", "p", "--prune").code());
    }
  }

  @Test
  void manyProjectsComeOutInTheOrderGiven() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("*:%5:throttle")) {
      StringBuilder names = new StringBuilder("# a comment\n");
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        names.append("p").append(i).append(" # number ").append(i).append('\n');
        expected.append("p").append(i).append('\t').append(ARN.replace("/p-", "/p" + i + "-"));
      }
      CliRunner.Run run = server.cli().piping(names.toString()).run("all", "--projects-from", "-");
      assertEquals(0, run.code(), run.all());
      assertEquals(expected.toString(), run.out());
    }
  }

  @Test
  void oneFailingProjectDoesNotStopTheOthers() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.run("all", "--project", "b", "--tag", "Owner=me");
      CliRunner.Run run =
          server.run(
              "all", "--project", "a", "--project", "b", "--project", "c", "--tag", "Owner=x");
      assertEquals(4, run.code(), run.all());
      assertEquals(2, run.out().lines().count(), run.out());
      assertTrue(run.err().contains("2 succeeded, 1 failed: b (exit 4)"), run.err());
    }
  }

  static Stream<String> oneFaultInDelete() {
    List<String> all = new ArrayList<>();
    for (String call :
        List.of(
            "ListRolePolicies",
            "ListInstanceProfilesForRole",
            "RemoveRoleFromInstanceProfile",
            "DetachRolePolicy",
            "DeleteInstanceProfile",
            "DeleteRole")) {
      for (String kind : List.of("throttle", "error-500", "drop", "lost", "html-503")) {
        all.add(call + ":1:" + kind);
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("oneFaultInDelete")
  void oneFaultInADeleteIsRetriedInTheSameRun(String fault) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox(fault)) {
      assertEquals(0, server.run("all", "--project", "p").code());
      CliRunner.Run delete = server.run("delete", "--project", "p", "--yes");
      assertEquals(0, delete.code(), delete.all());
      CliRunner.Run verify = server.run("verify", "--project", "p");
      assertFalse(verify.out().contains("ok  "), verify.all());
      assertEquals(10, verify.code(), verify.all());
    }
  }

  static Stream<String> oneFaultInUpdate() {
    List<String> all = new ArrayList<>();
    for (String call :
        List.of(
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "PutRolePermissionsBoundary",
            "TagRole",
            "TagInstanceProfile",
            "UntagRole",
            "UntagInstanceProfile",
            "DetachRolePolicy")) {
      for (String kind : List.of("throttle", "drop", "lost")) {
        all.add(call + ":1:" + kind);
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("oneFaultInUpdate")
  void oneFaultInAnUpdateIsRetriedInTheSameRun(String fault) throws IOException {
    String[] wanted = {
      "--project",
      "p",
      "--tag",
      "ManagedBy=me",
      "--description",
      "text",
      "--max-session-duration",
      "7200",
      "--permissions-boundary",
      "PowerUserAccess",
      "--trust-policy",
      "src/test/resources/input/lambda.json",
      "--prune"
    };
    try (LoggedSandbox server = new LoggedSandbox(fault)) {
      CliRunner.Run before =
          server.run("all", "--project", "p", "--tag", "Old=1", "--policy", "ReadOnlyAccess");
      assertEquals(0, before.code(), before.all());
      CliRunner.Run update = server.run(words("all", wanted, "--update", "--adopt"));
      assertEquals(0, update.code(), update.all());
      CliRunner.Run verify = server.run(words("verify", wanted));
      assertEquals(0, verify.code(), verify.all());
    }
  }

  private static String[] words(String command, String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void creatingAndDeletingAtOnceConvergesWithOneMoreRun() throws Exception {
    try (LoggedSandbox server = new LoggedSandbox()) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<CliRunner.Run>> runs = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        boolean make = i % 2 == 0;
        runs.add(
            threads.submit(
                () ->
                    make
                        ? server.run("all", "--project", "p", "--timeout", "5")
                        : server.run("delete", "--project", "p", "--yes", "--timeout", "5")));
      }
      for (Future<CliRunner.Run> run : runs) {
        assertTrue(List.of(0, 3, 4, 6).contains(run.get().code()), run.get().all());
      }
      threads.shutdown();
      assertEquals(ARN, server.run("all", "--project", "p").out());
      assertEquals(0, server.run("verify", "--project", "p", "--prune").code());
    }
  }

  @Test
  void aDeleteAsksOnATerminal() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.run("all", "--project", "p");
      CliRunner.Run no = server.cli().typing("n\n").run("delete", "--project", "p");
      assertEquals(0, no.code(), no.all());
      assertTrue(no.err().contains("\n  - role p-ecs-instance-role\n"), no.err());
      assertTrue(no.err().contains("Plan: 0 to add, 0 to change, 5 to remove."), no.err());
      assertTrue(no.err().contains("[y/N]"), no.err());
      assertEquals(ARN, server.run("get-arn", "--project", "p").out());
      CliRunner.Run yes = server.cli().typing("y\n").run("delete", "--project", "p");
      assertEquals(0, yes.code(), yes.all());
      assertEquals(3, server.run("get-arn", "--project", "p").code());
    }
  }

  @Test
  void theAccountIsCheckedBeforeTheFirstWrite() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      CliRunner.Run other = server.run("all", "--project", "p", "--account", "123456789012");
      assertEquals(2, other.code(), other.all());
      assertTrue(
          server.log.stream().anyMatch(l -> l.startsWith("GetCallerIdentity")),
          server.log.toString());
      assertTrue(server.log.stream().noneMatch(l -> l.startsWith("Create")), server.log.toString());
      assertEquals(0, server.run("all", "--project", "p", "--account", "000000000000").code());
    }
  }
}
