package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several accounts in one run: {@code --accounts-from}. */
class AccountsTest {
  private static final String ONE = "111111111111";
  private static final String TWO = "222222222222";
  private static final String DENIED = "333333333333";
  private static final String ARN = "arn:aws:iam::%s:instance-profile/web-ecs-instance-role";

  @TempDir Path dir;
  private Path list;

  @BeforeEach
  void threeAccounts() throws IOException {
    list = dir.resolve("accounts.txt");
    Files.writeString(list, "# three\n" + TWO + "\n" + DENIED + " # not yet\n" + ONE + "\n");
  }

  private CliRunner.Run run(AccountsServer server, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--accounts-from", list.toString(), "--assume-role", "ci/deploy"));
    all.addAll(List.of(more));
    return CliRunner.at(server.endpoint())
        .with("HOME", dir.toString())
        .run(all.toArray(String[]::new));
  }

  private static String last(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }

  @Test
  void aDeniedAccountDoesNotStopTheOthers() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      CliRunner.Run run = run(server, "all", "--project", "web");
      assertEquals(5, run.code(), run.all());
      assertEquals(
          TWO + "\tweb\t" + ARN.formatted(TWO) + "\n" + ONE + "\tweb\t" + ARN.formatted(ONE) + "\n",
          run.out());
      assertTrue(
          run.err().contains("error: " + DENIED + ": access denied: sts:AssumeRole"), run.all());
      assertTrue(run.err().contains("\n" + ONE + ": web: created role "), run.all());
      assertEquals("2 succeeded, 1 failed: " + DENIED + " (exit 5)", last(run.err()));
      assertTrue(server.roles().contains("arn:aws:iam::" + ONE + ":role/ci/deploy"));
      assertEquals(5, server.writes(ONE));
      CliRunner.Run second = run(server, "all", "--project", "web", "--output", "json");
      assertTrue(
          second.out().startsWith("{\"account\":\"" + TWO + "\",\"project\":\"web\""),
          second.all());
      assertEquals(2, second.out().lines().filter(l -> l.contains("\"changes\":[]")).count());
      assertEquals(5, server.writes(ONE));
    }
  }

  @Test
  void theRightsOfTheRoleAreThoseOfItsAccount() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      server.deny(ONE, "AttachRolePolicy");
      CliRunner.Run run = run(server, "all", "--project", "web");
      assertEquals(5, run.code(), run.all());
      assertTrue(run.err().contains("error: " + ONE + ": web: access denied: iam:AttachRole"));
      assertTrue(
          run.err()
              .contains(
                  "Print the policy that the caller needs: ecs-profile permissions --project web"
                      + " --endpoint-url "
                      + server.endpoint()
                      + " --account "
                      + ONE
                      + " --for all\n"),
          run.all());
      assertTrue(
          run.err().contains("\nresume: ecs-profile all --accounts-from " + list), run.all());
      assertEquals(TWO + "\tweb\t" + ARN.formatted(TWO) + "\n", run.out());
    }
  }

  @Test
  void theCallersAccountIsNotTouched() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes()) {
      assertEquals(0, run(server, "all", "--project", "web", "--project", "db").code());
      assertEquals(0, server.writes(""));
      assertTrue(
          server.calls().stream()
              .filter(c -> c.account().isEmpty())
              .allMatch(c -> c.action().equals("AssumeRole")));
    }
  }

  @Test
  void aProfileOfAnotherAccountIsExit2BeforeTheFirstWrite() throws IOException {
    Files.writeString(list, ONE + " one\n" + TWO + " two\n");
    Files.createDirectory(dir.resolve(".aws"));
    Files.writeString(
        dir.resolve(".aws/config"),
        "[profile one]\naws_access_key_id = ASIA%s\naws_secret_access_key = x\n".formatted(ONE)
            + "[profile two]\naws_access_key_id = ASIA%s\naws_secret_access_key = x\n"
                .formatted(ONE));
    try (AccountsServer server = AccountsServer.ofSandboxes()) {
      CliRunner.Run run =
          CliRunner.at(server.endpoint())
              .with("HOME", dir.toString())
              .run("all", "--project", "web", "--accounts-from", list.toString());
      assertEquals(2, run.code(), run.all());
      assertEquals(ONE + "\tweb\t" + ARN.formatted(ONE) + "\n", run.out());
      assertTrue(
          run.err()
              .contains(
                  "error: %s: web: the credentials are of account %s, not of %s"
                      .formatted(TWO, ONE, TWO)),
          run.all());
      assertTrue(run.err().contains("accounts.txt, line 2."), run.all());
      assertEquals(5, server.writes(ONE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'111111111111\n12'                 | --assume-role x | , line 2: '12': not an account ID",
        "'111111111111\n\n111111111111 # x' | --assume-role x | , line 3: account 111111111111 is listed twice",
        "'111111111111 nobody'              | --assume-role x | , line 1: the profile 'nobody' does not exist",
        "'# none'                           | --assume-role x | no account ID in it",
        "111111111111                       | --timeout 9     | , line 1: account 111111111111 has no profile",
        "111111111111 | --assume-role arn:aws:iam::1:role/x   | is an ARN, not a name",
        "111111111111 | --assume-role /x                      | not a path and a name",
        "111111111111 | --assume-role x --account 111111111111 | --accounts-from and --account exclude each other",
        "111111111111 | --assume-role x --profile x           | --accounts-from and --profile exclude each other",
        "111111111111 | --assume-role x --output env          | --output env: holds the values of one account"
      })
  void aListThatCannotBeUsedIsExit2(String lines, String options, String message)
      throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes()) {
      List<String> all = new ArrayList<>(List.of("all", "--project", "web"));
      all.addAll(List.of("--accounts-from", "-"));
      all.addAll(List.of(options.split(" ")));
      CliRunner.Run run =
          CliRunner.at(server.endpoint()).piping(lines).run(all.toArray(String[]::new));
      assertEquals(2, run.code(), run.all());
      assertTrue(run.err().contains(message), run.all());
      assertEquals(List.of(), server.calls());
    }
  }

  @Test
  void whatExcludesTheListIsExit2() {
    for (String[] more :
        new String[][] {
          {"all", "--project", "web", "--assume-role", "x"},
          {"all", "--project", "web", "--accounts-from", "f", "--assume-role", "x", "--sandbox"},
          {"all", "--projects-from", "-", "--accounts-from", "-", "--assume-role", "x"},
        }) {
      CliRunner.Run run = CliRunner.inSandbox(dir).run(more);
      assertEquals(2, run.code(), run.all());
      assertTrue(run.err().matches("(?s).*--accounts-from.*\nhint: .*"), run.all());
    }
  }

  @Test
  void theAccountOfTheEnvironmentIsNotUsed() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      CliRunner.Run run =
          CliRunner.at(server.endpoint())
              .with("ECS_PROFILE_ACCOUNT", "999999999999")
              .piping(ONE)
              .run("list", "--accounts-from", "-", "--assume-role", "x");
      assertEquals(0, run.code(), run.all());
    }
  }

  @Test
  void verifyNamesTheAccountEverywhere() throws IOException {
    Path report = dir.resolve("r.xml");
    Path summary = dir.resolve("summary.md");
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      run(server, "all", "--project", "web");
      CliRunner.Run run =
          CliRunner.at(server.endpoint())
              .with("GITHUB_ACTIONS", "true")
              .with("GITHUB_STEP_SUMMARY", summary.toString())
              .run(
                  "verify",
                  "--project",
                  "web",
                  "--tag",
                  "Team=x",
                  "--accounts-from",
                  list.toString(),
                  "--assume-role",
                  "deploy",
                  "--report",
                  "junit=" + report);
      assertEquals(5, run.code(), run.all());
      assertTrue(run.out().contains(ONE + "\tweb\tmissing    role-tag:Team"), run.all());
      assertTrue(run.err().contains("::error title=ecs-profile::" + ONE + ": web: missing"));
      assertTrue(
          run.err()
              .contains(
                  ONE
                      + ": hint: To fix it: ecs-profile all --project web --tag Team=x"
                      + " --accounts-from "
                      + list
                      + " --assume-role deploy"),
          run.all());
      String xml = Files.readString(report);
      assertTrue(xml.contains("classname=\"ecs-profile." + ONE + ".web\""), xml);
      assertTrue(xml.contains("name=\"verify\" classname=\"ecs-profile." + DENIED + "\""), xml);
      assertTrue(xml.contains("errors=\"1\" skipped=\"0\" failures=\"4\""), xml);
      String table = Files.readString(summary);
      assertTrue(table.contains("| account | project | result |"), table);
      assertTrue(table.contains("\n| " + ONE + " | web | **out of sync** | "), table);
      assertTrue(table.contains("\n| " + DENIED + " |  | failed (exit 5) | "), table);
    }
  }

  /** Another account of the list may not have the project, and must not get it. */
  @Test
  void theFixOfAManagedProfileIsForItsAccountAlone() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      run(server, "all", "--project", "web");
      CliRunner.Run run = run(server, "verify", "--all-managed", "--tag", "Team=x");
      assertTrue(
          run.err()
              .contains(
                  ONE
                      + ": hint: To fix it: echo "
                      + ONE
                      + " | ecs-profile all --project web --accounts-from - --assume-role ci/deploy"
                      + " --tag Team=x"),
          run.all());
    }
  }

  @Test
  void listHasTheAccountInEveryForm() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      run(server, "all", "--project", "web");
      CliRunner.Run tabs = run(server, "list");
      assertEquals(5, tabs.code(), tabs.all());
      assertEquals(List.of(TWO, ONE), tabs.out().lines().map(l -> l.split("\t")[0]).toList());
      assertTrue(tabs.out().startsWith(TWO + "\tweb\tweb-ecs-instance-role\t"), tabs.all());
      CliRunner.Run json = run(server, "list", "--output", "json");
      assertTrue(json.out().startsWith("{\"account\":\"" + TWO + "\",\"project\":\"web\""));
      CliRunner.Run table =
          CliRunner.at(server.endpoint())
              .on(new Terminal(false, true, false))
              .with("COLUMNS", "70")
              .run("list", "--accounts-from", list.toString(), "--assume-role", "r", "--no-color");
      assertTrue(table.out().startsWith("ACCOUNT       PROJECT  PROFILE"), table.all());
      assertTrue(table.out().contains("\n" + ONE + "  web "), table.all());
      assertTrue(table.out().lines().allMatch(l -> l.length() <= 70), table.all());
    }
  }

  @Test
  void aDryRunShowsTheAccountInTheHeading() throws IOException {
    try (AccountsServer server = AccountsServer.ofSandboxes(DENIED)) {
      CliRunner.Run run = run(server, "all", "--project", "web", "--dry-run");
      assertTrue(run.out().contains("web (account " + TWO + ", http://127.0.0.1:"), run.all());
      assertTrue(run.out().contains("web (account " + ONE + ", http://127.0.0.1:"), run.all());
      assertEquals(0, server.writes(ONE));
    }
  }

  @Test
  void theTimeoutIsOneForAll() throws IOException {
    Files.writeString(
        list, String.join("\n", IntStream.range(0, 20).mapToObj("%012d"::formatted).toList()));
    CountDownLatch never = new CountDownLatch(1);
    try (AccountsServer server = AccountsServer.ofSandboxes()) {
      server.onWrite(
          () -> {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      long start = System.nanoTime();
      CliRunner.Run run = run(server, "all", "--project", "web", "--timeout", "3");
      assertTrue(System.nanoTime() - start < 15_000_000_000L, "20 accounts, one after the other");
      assertEquals(6, run.code(), run.all());
      assertTrue(run.err().contains("timeout: 12 accounts were not started"), run.all());
      assertTrue(last(run.err()).startsWith("0 succeeded, 20 failed: 000000000000 (exit 6), "));
      never.countDown();
    }
  }

  @Test
  void anInterruptReportsAllAccounts() throws Exception {
    Files.writeString(
        list, String.join("\n", IntStream.range(0, 10).mapToObj("%012d"::formatted).toList()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CountDownLatch reported = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    try (AccountsServer server = AccountsServer.ofSandboxes()) {
      EcsProfile program =
          new EcsProfile(
              InputStream.nullInputStream(),
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
              new Terminal(false, false, false));
      server.onWrite(
          () -> {
            written.countDown();
            try {
              reported.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      Thread run =
          new Thread(
              () ->
                  program.run(
                      "all",
                      "--project",
                      "web",
                      "--accounts-from",
                      list.toString(),
                      "--assume-role",
                      "r",
                      "--endpoint-url",
                      server.endpoint()));
      run.start();
      written.await();
      assertEquals(130, program.interrupted());
      reported.countDown();
      run.join();
    }
    String report = err.toString(StandardCharsets.UTF_8);
    assertTrue(report.contains("\nunknown: 00000000000"), report);
    for (int i = 0; i < 10; i++) {
      String account = "%012d".formatted(i);
      assertTrue(
          report.lines().anyMatch(l -> l.startsWith(account + ": ") && l.endsWith(".")), report);
    }
    assertTrue(report.contains("\n000000000009: was not started.\n"), report);
    assertTrue(last(report).startsWith("resume: ecs-profile all --project web --accounts-from "));
    assertFalse(report.contains("Nothing was changed."), report);
  }

  /** The AWS CLI would add the role in the account of the caller. */
  @Test
  void aRoleIsNeverPutBackInAnotherAccount() {
    RunningCommand running = new RunningCommand(List.of("all"), name -> null);
    AccountLine byProfile = new AccountLine(ONE, Optional.of("one"), Optional.empty(), "f, line 1");
    AccountLine byRole = new AccountLine(ONE, Optional.empty(), Optional.of("r"), "f, line 1");
    assertTrue(running.of(byProfile).addRole("p", "r").endsWith(" --profile one"));
    assertEquals(
        "with credentials of account " + ONE + ", add role r to instance profile p",
        running.of(byRole).addRole("p", "r"));
  }
}
