package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.CommandHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names the options and commands that exist, and its links resolve. */
class DocsTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*)");
  private static final Pattern COMMAND_LINE =
      Pattern.compile("(?<![\\w./-])ecs-profile(?= (?:-|[a-z]))([^|>;)`\n&]*)");

  private final CliModel model = CliModelBuilder.model();

  private static Set<String> names(CommandHelp command) {
    return command.options().stream()
        .flatMap(o -> o.names().stream())
        .filter(n -> n.startsWith("--"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> known() {
    Set<String> all = new TreeSet<>();
    all.addAll(names(model.program()));
    model.commands().forEach(c -> all.addAll(names(c)));
    return all;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("src/site/markdown", name));
  }

  @Test
  void theReferenceNamesEveryOptionAndNoOther() throws IOException {
    String rows =
        (page("options.md") + page("sandbox.md"))
            .lines()
            .filter(l -> l.startsWith("| `-"))
            .map(l -> l.split("(?<!\\\\)\\|")[1])
            .collect(Collectors.joining("\n"));
    assertEquals(known(), found(OPTION, rows));
  }

  @Test
  void theReadmeNamesEveryCommandAndExistingOptions() throws IOException {
    DocPage readme = DocPage.all().get(0);
    for (CommandHelp c : model.commands()) {
      assertTrue(readme.text().contains("| `" + c.name()), c.name());
    }
    Set<String> unknown =
        found(Pattern.compile("`(--[a-z-]+)[^`]*`"), readme.prose()).stream()
            .filter(o -> !known().contains(o))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), unknown);
    assertTrue(readme.text().lines().count() <= 250, "the README has at most 250 lines");
  }

  @Test
  void everyCommandLineIsOneOfTheProgram() throws IOException {
    Set<String> wrong = new TreeSet<>();
    int lines = 0;
    for (DocPage page : DocPage.all()) {
      String text = page.text().replaceAll("\\\\\n *", " ");
      for (MatchResult r : COMMAND_LINE.matcher(text).results().toList()) {
        List<String> words = List.of(r.group(1).strip().split(" +"));
        CommandHelp command =
            words.stream()
                .flatMap(w -> model.commands().stream().filter(c -> c.name().equals(w)))
                .findFirst()
                .orElse(model.program());
        Set<String> options = new HashSet<>(names(command));
        found(OPTION, r.group(1)).stream()
            .filter(o -> !options.contains(o))
            .forEach(o -> wrong.add(page + ": " + r.group().strip() + ": " + o));
        lines++;
      }
    }
    assertEquals(Set.of(), wrong);
    assertTrue(lines > 40, "command lines found: " + lines);
  }

  @Test
  void everyRelativeLinkResolves() throws IOException {
    Pattern link = Pattern.compile("\\]\\((?!https?:)([^)\\s]+)\\)");
    Set<String> broken = new TreeSet<>();
    for (DocPage page : DocPage.all()) {
      for (String target : found(link, page.prose())) {
        String[] parts = target.split("#", 2);
        Path file =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)
            || parts.length == 2 && !anchors(Files.readString(file)).contains(parts[1])) {
          broken.add(page + ": " + target);
        }
      }
    }
    assertEquals(Set.of(), broken);
  }

  /** Returns the anchors that GitHub gives to the headings. */
  private static Set<String> anchors(String text) {
    return text.lines()
        .filter(l -> l.startsWith("#"))
        .map(l -> l.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(l -> l.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyTestAndFileNamedExists() throws IOException {
    Set<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      sources = files.map(Path::toString).collect(Collectors.toSet());
    }
    Set<String> missing = new TreeSet<>();
    for (String name : List.of("SECURITY.md", "CONTRIBUTING.md")) {
      String text = Files.readString(Path.of(".github", name));
      for (String test : found(Pattern.compile("`(\\w+(?:Test|IT))\\b"), text)) {
        if (sources.stream().noneMatch(s -> s.endsWith("/" + test + ".java"))) {
          missing.add(name + ": " + test);
        }
      }
      for (String type : found(Pattern.compile("`([a-z]+/[A-Z]\\w+)`"), text)) {
        if (!sources.contains("src/main/java/io/github/ecsprofile/" + type + ".java")) {
          missing.add(name + ": " + type);
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyBlockHasALanguageThatTheTestsKnow() throws IOException {
    for (DocPage page : DocPage.all()) {
      for (DocPage.Block block : page.blocks()) {
        assertTrue(
            Set.of("sh", "yaml", "json", "text").contains(block.language()),
            page + ": " + block.content());
      }
    }
  }
}
