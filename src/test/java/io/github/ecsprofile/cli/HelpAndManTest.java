package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.help.ManPage;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, man pages and README name the same options. */
class HelpAndManTest {
  @TempDir Path dir;
  private final CliModel manual = CliModelBuilder.manual();

  static Set<String> longNames(CommandHelp command) {
    return command.options().stream()
        .flatMap(o -> o.names().stream())
        .filter(n -> n.startsWith("--"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<CommandHelp> all() {
    List<CommandHelp> all = new ArrayList<>(manual.commands());
    all.add(manual.program());
    return all;
  }

  private static Set<String> found(String pattern, String in) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(in)
        .results()
        .map((MatchResult r) -> r.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyHelpFitsAndNamesEachOption() {
    for (CommandHelp c : all()) {
      CliRunner tool = CliRunner.inSandbox(dir);
      CliRunner.Run help =
          c == manual.program() ? tool.run("--help") : tool.run(c.name(), "--help");
      assertEquals(0, help.code(), help.all());
      assertEquals("", help.err());
      assertTrue(help.out().startsWith("Usage: ecs-profile "), help.out());
      assertEquals(longNames(c), found("^ +(?:-\\w, )?(--[a-z-]+)", help.out()), c.name());
      assertEquals(List.of(), help.out().lines().filter(l -> l.length() > 80).toList(), c.name());
      assertFalse(help.out().contains("null"), help.out());
      assertTrue(help.out().contains("\nExit codes:\n  0 "), help.out());
    }
  }

  @Test
  void everyManPageNamesEachOption() {
    for (CommandHelp c : all()) {
      String page = ManPage.of(manual, c, "2026-11-24");
      Set<String> names =
          found("^\\.TP\n(?:\\\\fB\\\\-\\w\\\\fR, )?\\\\fB(\\\\-\\\\-[a-z\\\\-]+)\\\\fR", page);
      assertEquals(
          longNames(c),
          names.stream().map(n -> n.replace("\\-", "-")).collect(Collectors.toSet()),
          c.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"groff -man -Tutf8 -ww -z", "mandoc -T lint"})
  void manPagesAreCleanTo(String checker) throws IOException {
    List<String> command = List.of(checker.split(" "));
    Programs.require(command.get(0));
    DocsGenerator.write(dir, "2026-11-24");
    for (CommandHelp c : all()) {
      String name = c == manual.program() ? c.name() : "ecs-profile-" + c.name();
      List<String> words = new ArrayList<>(command);
      words.add(dir.resolve("man/man1/" + name + ".1").toString());
      assertEquals("", Programs.runAtHome(dir, words).output(), checker + " " + name);
    }
  }

  @Test
  void theReadmeNamesEachOptionAndNoOther() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Set<String> known = new TreeSet<>();
    for (CommandHelp c : all()) {
      known.addAll(longNames(c));
      for (String name : longNames(c)) {
        assertTrue(
            Pattern.compile(Pattern.quote(name) + "(?![a-z-])").matcher(readme).find(), name);
      }
    }
    String rows =
        readme
            .lines()
            .filter(l -> l.startsWith("| `-"))
            .map(l -> l.split("(?<!\\\\)\\|")[1])
            .collect(Collectors.joining("\n"));
    Set<String> unknown = found("(--[a-z-]+)", rows);
    unknown.removeAll(known);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void theHelpKeepsWithinANarrowWindow() {
    for (String command : Commands.names()) {
      CliRunner.Run narrow =
          CliRunner.inSandbox(dir)
              .on(new Terminal(true, true, true))
              .with("COLUMNS", "60")
              .run(command, "--help");
      narrow
          .out()
          .lines()
          .filter(
              l ->
                  !l.contains("ecs-profile --")
                      && !l.startsWith("  ecs-profile ")) // to be copied as they are
          .forEach(l -> assertTrue(l.length() <= 60, l));
    }
  }
}
