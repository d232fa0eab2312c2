package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  @TempDir Path state;

  @Test
  void theHelpNamesAllCommands() {
    CliRunner.Run help = CliRunner.inSandbox(state).run("--help");
    assertEquals(0, help.code(), help.all());
    for (String name : Commands.names()) {
      assertTrue(help.out().contains("  " + name + " "), name + " in " + help.out());
    }
  }

  @Test
  void anOptionsValueMayBeACommandsName() {
    CliRunner.Run run = CliRunner.inSandbox(state).run("--sandbox", "get-arn", "--project", "all");
    assertEquals(3, run.code(), run.all());
    assertTrue(run.err().contains("all-ecs-instance-role"), run.err());
  }

  @Test
  void aMisspeltCommandGetsASuggestion() {
    CliRunner.Run run = CliRunner.inSandbox(state).run("verfy", "--project", "x");
    assertEquals(2, run.code(), run.all());
    assertTrue(run.err().contains("verify"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "verfy --project all, Did you mean verify?",
    "create --project x, Did you mean create-role or create-profile?",
    "all --projct x, Did you mean --project?",
    "--outpt=json all, Did you mean --output?",
    "all --project x --output jsno, Did you mean json?",
    "completion zhs, Did you mean zsh?",
    "completion powershell, Give one of these.",
    "--project x all, Write it after the command",
    "get-arn --project x --update, Run ecs-profile get-arn --help for usage."
  })
  void aWrongWordGetsOneErrorAndOneHint(String words, String hint) {
    CliRunner.Run run = CliRunner.inSandbox(state).run(words.split(" "));
    assertEquals(2, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(hint), run.err());
  }
}
