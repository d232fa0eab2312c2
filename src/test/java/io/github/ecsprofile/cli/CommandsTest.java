package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir Path state;

  @Test
  void theHelpNamesThemAllAndTheReadmeDoes() throws IOException {
    Tool.Run help = Tool.inSandbox(state).run("--help");
    String readme = Files.readString(Path.of("README.md"));
    assertEquals(0, help.code(), help.all());
    for (String name : Commands.ALL.keySet()) {
      assertTrue(help.out().contains("  " + name + " "), name + " in " + help.out());
      assertTrue(readme.contains("| `" + name), name + " in the README");
    }
  }

  @Test
  void anOptionsValueMayBeACommandsName() {
    Tool.Run run = Tool.inSandbox(state).run("--sandbox", "get-arn", "--project", "all");
    assertEquals(3, run.code(), run.all());
    assertTrue(run.err().contains("all-ecs-instance-role"), run.err());
  }

  @Test
  void aMisspeltCommandGetsTheNearOne() {
    Tool.Run run = Tool.inSandbox(state).run("verfy", "--project", "x");
    assertEquals(2, run.code(), run.all());
    assertTrue(run.err().contains("verify"), run.err());
  }
}
