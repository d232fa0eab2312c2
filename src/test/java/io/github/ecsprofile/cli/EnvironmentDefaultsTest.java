package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of the environment give what the command line does not. */
class EnvironmentDefaultsTest {
  private static final String ARN =
      "arn:aws:iam::000000000000:instance-profile/%s-ecs-instance-role";
  @TempDir Path dir;

  private CliRunner sandbox() {
    return CliRunner.inSandbox(dir);
  }

  private CliRunner.Run run(CliRunner tool, String line) {
    return tool.run(("--sandbox " + line).split(" "));
  }

  @Test
  void theProjectIsOneProject() {
    CliRunner.Run all = run(sandbox().with("ECS_PROFILE_PROJECT", "web"), "all");
    assertEquals(0, all.code(), all.all());
    assertEquals(ARN.formatted("web") + "\n", all.out());
  }

  @Test
  void theCommandLineWins() throws IOException {
    Path file = Files.writeString(dir.resolve("names"), "a\nb\n");
    CliRunner tool =
        sandbox()
            .with("ECS_PROFILE_PROJECT", "not a name")
            .with("ECS_PROFILE_OUTPUT", "xml")
            .with("ECS_PROFILE_ACCOUNT", "12")
            .with("ECS_PROFILE_TEMPLATES", "/nowhere");
    Files.writeString(Files.createDirectory(dir.resolve("t")).resolve("policies.json"), "[]");
    String given = " --output text --account 000000000000 --templates " + dir.resolve("t");
    CliRunner.Run one = run(tool, "all --project web" + given);
    assertEquals(ARN.formatted("web") + "\n", one.out(), one.all());
    CliRunner.Run several = run(tool, "all --projects-from " + file + given);
    assertEquals(
        "a\t" + ARN.formatted("a") + "\nb\t" + ARN.formatted("b") + "\n",
        several.out(),
        several.all());
    CliRunner.Run named =
        tool.run(
            "get-arn --sandbox --role-name web-ecs-instance-role --output text --account 000000000000"
                .split(" "));
    assertEquals(0, named.code(), named.all());
  }

  @Test
  void oneTemplateOfItsOwnWinsOverTheDirectory() throws IOException {
    Path templates = Files.createDirectory(dir.resolve("t"));
    Files.writeString(templates.resolve("policies.json"), "[\"ReadOnlyAccess\"]");
    Path own = Files.writeString(dir.resolve("own.json"), "[\"PowerUserAccess\"]");
    CliRunner tool = sandbox().with("ECS_PROFILE_TEMPLATES", templates.toString());
    String line = "attach-policies --project web";
    assertEquals(0, run(tool, "create-role --project web").code());
    assertEquals("arn:aws:iam::aws:policy/ReadOnlyAccess\n", run(tool, line).out());
    assertEquals(
        "arn:aws:iam::aws:policy/PowerUserAccess\n", run(tool, line + " --policies " + own).out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ECS_PROFILE_OUTPUT    | xml       | all --project x          | ECS_PROFILE_OUTPUT",
        "ECS_PROFILE_OUTPUT    | env       | permissions --project x  | ECS_PROFILE_OUTPUT env",
        "ECS_PROFILE_OUTPUT    | env       | all --project x --dry-run | ECS_PROFILE_OUTPUT env",
        "ECS_PROFILE_OUTPUT    | env       | all --project x --project y | ECS_PROFILE_OUTPUT env",
        "ECS_PROFILE_ACCOUNT   | 12        | verify --project x       | ECS_PROFILE_ACCOUNT",
        "ECS_PROFILE_PROJECT   | a b       | all                      | ECS_PROFILE_PROJECT",
        "ECS_PROFILE_PROJECT   | --update  | all                      | ECS_PROFILE_PROJECT",
        "ECS_PROFILE_TEMPLATES | /nowhere  | all --project x | ECS_PROFILE_TEMPLATES /nowhere: does not",
        "ECS_PROFILE_TEMPLATES | /dev/null | all --project x | ECS_PROFILE_TEMPLATES /dev/null: not a dir",
      })
  void aBadValueNamesItsVariable(String name, String value, String line, String expected) {
    CliRunner.Run run = run(sandbox().with(name, value), line);
    assertEquals(2, run.code(), run.all());
    assertTrue(
        run.err().lines().anyMatch(l -> l.startsWith("error: ") && l.contains(expected)),
        run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "all --help", "completion bash", "help all"})
  void whatCannotUseThemIgnoresThem(String line) {
    CliRunner tool =
        sandbox()
            .with("ECS_PROFILE_PROJECT", "a b")
            .with("ECS_PROFILE_OUTPUT", "xml")
            .with("ECS_PROFILE_ACCOUNT", "12")
            .with("ECS_PROFILE_TEMPLATES", "/nowhere");
    CliRunner.Run run = tool.run(line.split(" "));
    assertEquals(0, run.code(), run.all());
    assertEquals("", run.err());
  }

  @Test
  void anEmptyOneIsNotSet() {
    CliRunner.Run run = run(sandbox().with("ECS_PROFILE_PROJECT", ""), "all");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--project is missing"), run.err());
    assertEquals(0, run(sandbox().with("ECS_PROFILE_OUTPUT", ""), "all --project web").code());
  }

  @Test
  void deleteNamesItsProjectItself() {
    assertEquals(0, run(sandbox(), "all --project web").code());
    CliRunner.Run run = run(sandbox().with("ECS_PROFILE_PROJECT", "web"), "delete --yes");
    assertEquals(2, run.code(), run.all());
    assertTrue(run.err().contains("error: --project is missing"), run.err());
    assertTrue(run.err().contains("delete does not use ECS_PROFILE_PROJECT"), run.err());
    assertEquals(0, run(sandbox(), "get-arn --project web").code());
  }

  @Test
  void theLogNamesTheVariable() {
    CliRunner tool =
        sandbox().with("ECS_PROFILE_PROJECT", "web").with("ECS_PROFILE_OUTPUT", "json");
    CliRunner.Run run = run(tool, "all -v");
    assertTrue(run.err().contains("--project web (from ECS_PROFILE_PROJECT)\n"), run.err());
    assertTrue(run.err().contains("--output json (from ECS_PROFILE_OUTPUT)\n"), run.err());
    assertFalse(run(tool, "all").err().contains("ECS_PROFILE"), "only with -v");
  }

  @Test
  void aSuggestedCommandHasTheValuesAsOptions() {
    CliRunner tool =
        sandbox()
            .with("ECS_PROFILE_PROJECT", "web")
            .with("ECS_PROFILE_ACCOUNT", "000000000000")
            .with("ECS_PROFILE_OUTPUT", "json");
    CliRunner.Run missing = run(tool, "get-arn");
    assertEquals(3, missing.code(), missing.all());
    assertTrue(
        missing.err().contains("ecs-profile all --project web --sandbox --account 000000000000\n"),
        missing.err());
    assertEquals(0, run(sandbox(), "create-role --project web --tag ManagedBy=me").code());
    CliRunner.Run conflict = run(tool, "all");
    assertEquals(4, conflict.code(), conflict.all());
    assertTrue(
        conflict
            .err()
            .contains(
                "ecs-profile --sandbox all --project web --account 000000000000 --output json --adopt"),
        conflict.err());
  }

  @Test
  void helpNamesThem() {
    String all = sandbox().run("all", "--help").out().replaceAll("\\s+", " ");
    for (EnvironmentDefault d : EnvironmentDefault.values()) {
      assertTrue(all.contains("[env: " + d.variable() + "]"), d.variable());
    }
    String delete = sandbox().run("delete", "--help").out();
    assertFalse(delete.contains("[env: ECS_PROFILE_PROJECT]"), delete);
    assertFalse(sandbox().run("export", "--help").out().contains("ECS_PROFILE_OUTPUT"));
    assertTrue(sandbox().run("--help").out().contains("ECS_PROFILE_ACCOUNT"));
  }
}
