package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.cli.AccountsServer;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The packaged launcher on an IAM that is not ours. */
@ResourceLock(Moto.LOCK)
class MotoIT {
  private static final String ARN =
      "arn:aws:iam::123456789012:instance-profile/p-ecs-instance-role\n";
  private static Moto moto;

  @BeforeEach
  void clear() throws IOException {
    moto = Moto.shared();
    moto.clear();
  }

  private static CliRunner.Run run(String... args) {
    return new Launcher(Launcher.PACKAGED)
        .with("AWS_ENDPOINT_URL_IAM", moto.endpoint().toString())
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test")
        .run(args);
  }

  private static void succeeds(String out, String... args) {
    CliRunner.Run run = run(args);
    assertEquals(0, run.code(), run.all());
    assertEquals(out, run.out());
  }

  @Test
  void makesAllAndThenNothing() {
    succeeds(ARN, "all", "--project", "p");
    CliRunner.Run second = run("all", "--project", "p", "--output", "json");
    assertTrue(second.out().contains("\"changes\":[]"), second.all());
    succeeds(ARN, "get-arn", "--project", "p");
    assertEquals(0, run("verify", "--project", "p", "--prune").code());
  }

  @Test
  void makesItStepByStep() {
    assertEquals(3, run("add-role", "--project", "p").code());
    succeeds(
        "arn:aws:iam::123456789012:role/p-ecs-instance-role\n", "create-role", "--project", "p");
    succeeds(
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role\n"
            + "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore\n",
        "attach-policies",
        "--project",
        "p");
    succeeds(ARN, "create-profile", "--project", "p");
    succeeds(ARN, "add-role", "--project", "p");
    assertEquals(0, run("verify", "--project", "p", "--prune").code());
  }

  @Test
  void changesPrunesAndDeletes() {
    succeeds(ARN, "all", "--project", "p", "--policy", "ReadOnlyAccess", "--tag", "Old=1");
    succeeds(
        ARN,
        "all",
        "--project",
        "p",
        "--update",
        "--prune",
        "--description",
        "text with a + and %41",
        "--max-session-duration",
        "7200",
        "--permissions-boundary",
        "PowerUserAccess");
    CliRunner.Run verify =
        run(
            "verify",
            "--project",
            "p",
            "--prune",
            "--description",
            "text with a + and %41",
            "--max-session-duration",
            "7200",
            "--permissions-boundary",
            "PowerUserAccess");
    assertEquals(0, verify.code(), verify.all());
    succeeds("", "delete", "--project", "p", "--yes");
    assertEquals(3, run("get-arn", "--project", "p").code());
    assertEquals(10, run("verify", "--project", "p").code());
  }

  @Test
  void lists150Profiles() {
    succeeds(ARN, "all", "--project", "p");
    for (int i = 0; i < 149; i++) {
      moto.iam(
          "CreateInstanceProfile&InstanceProfileName=other-"
              + i
              + "&Tags.member.1.Key=ManagedBy&Tags.member.1.Value=terraform");
    }
    CliRunner.Run managed = run("list");
    assertEquals(0, managed.code(), managed.all());
    assertTrue(
        managed
            .out()
            .matches("p\\tp-ecs-instance-role\\tp-ecs-instance-role\\t.*\\tecs-profile\\tok\n"),
        managed.all());
    CliRunner.Run all = run("list", "--all");
    assertEquals(150, all.out().lines().count(), all.all());
    assertEquals(
        149, all.out().lines().filter(l -> l.endsWith("\tManagedBy=terraform\tno role")).count());
  }

  @Test
  void threeAccountsByAssumedRoleOneDenied(@TempDir Path dir) throws IOException {
    Path list = dir.resolve("accounts.txt");
    Files.writeString(list, "111111111111\n222222222222\n333333333333\n");
    try (AccountsServer server = AccountsServer.before(moto.endpoint(), "333333333333")) {
      for (String command : List.of("all", "verify")) {
        CliRunner.Run run = onAccounts(server, list, command, "--project", "p");
        assertEquals(5, run.code(), run.all());
        assertTrue(run.err().contains("error: 333333333333: access denied: sts:AssumeRole"));
        assertTrue(run.err().endsWith("2 succeeded, 1 failed: 333333333333 (exit 5)\n"), run.all());
        if (command.equals("all")) {
          assertEquals(
              "111111111111\tp\t"
                  + ARN.replace("123456789012", "111111111111")
                  + "222222222222\tp\t"
                  + ARN.replace("123456789012", "222222222222"),
              run.out());
        }
      }
      CliRunner.Run inventory = onAccounts(server, list, "list");
      assertEquals(
          List.of("111111111111\tp", "222222222222\tp"),
          inventory.out().lines().map(l -> l.replaceFirst("\tp-ecs-.*", "")).toList(),
          inventory.all());
    }
    assertEquals(3, run("get-arn", "--project", "p").code(), "the caller's own account");
  }

  private static CliRunner.Run onAccounts(
      AccountsServer server, Path list, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--accounts-from", list.toString(), "--assume-role", "ci/deploy"));
    all.addAll(List.of("--endpoint-url", server.endpoint()));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void sixAtOnceMakeOne() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<CliRunner.Run>> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(threads.submit(() -> run("all", "--project", "p")));
    }
    for (Future<CliRunner.Run> one : runs) {
      assertEquals(0, one.get().code(), one.get().all());
      assertEquals(ARN, one.get().out());
    }
    threads.shutdown();
  }
}
