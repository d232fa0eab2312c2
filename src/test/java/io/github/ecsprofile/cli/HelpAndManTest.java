package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.help.ManPage;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
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

/** Help and man pages name every option, and fit their terminals. */
class HelpAndManTest {
  @TempDir Path dir;
  private final CliModel manual = CliModelBuilder.model();

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
      assertEquals(longNames(c), found("^ {2,6}(?:-\\w, )?(--[a-z-]+)", help.out()), c.name());
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
  void theHelpFitsSixtyColumns() {
    for (CommandHelp c : all()) {
      CliRunner tool =
          CliRunner.inSandbox(dir).on(new Terminal(true, true, true)).with("COLUMNS", "60");
      CliRunner.Run narrow =
          c == manual.program() ? tool.run("--help") : tool.run(c.name(), "--help");
      assertEquals(List.of(), narrow.out().lines().filter(l -> l.length() > 60).toList(), c.name());
    }
  }

  @Test
  void optionsAreGroupedInOneOrder() {
    List<String> headings = List.of("Target", "Behavior", "AWS", "Output");
    for (CommandHelp c : all()) {
      List<String> shown =
          CliModelBuilder.help(c == manual.program() ? null : c.name(), 80)
              .lines()
              .filter(l -> headings.contains(l.replace(":", "")))
              .map(l -> l.replace(":", ""))
              .toList();
      assertEquals(headings.stream().filter(shown::contains).toList(), shown, c.name());
    }
    assertTrue(CliModelBuilder.help("all", 80).contains("\nTarget:\n"));
  }

  @Test
  void helpPrintsTheSameAsTheOption() {
    for (String name : Commands.names()) {
      CliRunner.Run help = CliRunner.inSandbox(dir).run("help", name);
      assertEquals(CliRunner.inSandbox(dir).run(name, "--help"), help);
      assertEquals(0, help.code(), help.all());
    }
    assertEquals(CliRunner.inSandbox(dir).run("--help"), CliRunner.inSandbox(dir).run("help"));
  }

  @Test
  void helpSuggestsACommand() {
    CliRunner.Run run = CliRunner.inSandbox(dir).run("help", "verfy");
    assertEquals(2, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals("error: unknown command 'verfy'\nhint: Did you mean verify?\n", run.err());
  }

  @Test
  void theHelpNamesTheDocumentation() {
    for (CommandHelp c : all()) {
      String page = CliModelBuilder.help(c == manual.program() ? null : c.name(), 60);
      assertTrue(page.endsWith("Documentation: " + CliModel.DOCUMENTATION + "\n"), page);
    }
  }
}
