package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Help, man pages, completion and the README tell of the same commands and options. */
class WordsTest {
  @TempDir Path dir;

  private static List<String> options(String command) {
    return Words.manual().commands().stream()
        .filter(c -> c.name().equals(command))
        .flatMap(c -> c.options().stream())
        .map(o -> o.names().get(o.names().size() - 1))
        .toList();
  }

  private Tool.Run run(String... words) {
    return Tool.inSandbox(dir.resolve("state")).run(words);
  }

  @Test
  void allOfThemNameEachOption() throws IOException {
    Pages.write(dir, "2026-11-24");
    List<String> scripts =
        List.of(
            Files.readString(dir.resolve("completions/ecs-profile.bash")),
            Files.readString(dir.resolve("completions/_ecs-profile")),
            Files.readString(dir.resolve("completions/ecs-profile.fish")));
    String readme = Files.readString(Path.of("README.md"));
    for (String command : Commands.ALL.keySet()) {
      String help = run(command, "--help").out();
      String man = Files.readString(dir.resolve("man/man1/ecs-profile-" + command + ".1"));
      for (String option : options(command)) {
        assertTrue(help.contains(" " + option), option + " in " + help);
        assertTrue(man.contains(option.replace("-", "\\-")), option + " in " + man);
        scripts.forEach(s -> assertTrue(s.contains(option.substring(2)), option));
        assertTrue(readme.contains(option), option + " in the README");
      }
      assertTrue(help.lines().allMatch(l -> l.length() <= 80), help);
      assertTrue(help.contains("Exit codes:"), help);
    }
  }

  @TestFactory
  Stream<DynamicTest> theExamplesWorkAsTheyStand() {
    return Commands.ALL.keySet().stream()
        .filter(command -> !command.equals("sandbox"))
        .map(command -> dynamicTest(command, () -> examples(command)));
  }

  /** One after the other, where the profile has been made unless they make it. */
  private void examples(String command) {
    Tool tool = Tool.inSandbox(dir.resolve(command));
    if (List.of("get-arn", "verify", "delete").contains(command)) {
      tool.run("--sandbox", "all", "--project", "demo");
    }
    List<String> lines =
        run(command, "--help")
            .out()
            .lines()
            .filter(l -> l.startsWith("  ecs-profile "))
            .map(l -> l.replaceFirst("^  ecs-profile ", "").replaceFirst(" *[|>)].*", ""))
            .toList();
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      Tool.Run run =
          tool.run(line.replaceAll(" templates\\b", " " + dir.resolve(command + "-t")).split(" "));
      assertEquals(0, run.code(), line + "\n" + run.all());
    }
  }

  @Test
  void theManPagesAreWellFormed() throws IOException, InterruptedException {
    Pages.write(dir, "2026-11-24");
    Process lint;
    try {
      lint =
          new ProcessBuilder("mandoc", "-T", "lint", "-W", "warning", "man/man1/ecs-profile-all.1")
              .directory(dir.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      System.out.println("SKIPPED: mandoc is not installed");
      return;
    }
    String said = new String(lint.getInputStream().readAllBytes());
    assertTrue(lint.waitFor(30, TimeUnit.SECONDS));
    assertEquals("", said);
  }
}
