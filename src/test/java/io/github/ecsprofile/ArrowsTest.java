package io.github.ecsprofile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: reads the import lines of the rooms and names each arrow that is not drawn.
 */
class ArrowsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/github/ecsprofile");
  private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+);");
  private static final String HOUSE = "io.github.ecsprofile.";

  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "cli",
          Set.of("template", "iam", "output", "export", "help", "model", "sandbox"),
          "template",
          Set.of("model"),
          "iam",
          Set.of("model"),
          "output",
          Set.of("model"),
          "export",
          Set.of("model"),
          "help",
          Set.of(),
          "model",
          Set.of(),
          "warmup",
          Set.of("cli"),
          "sandbox",
          Set.of());

  private static Stream<Path> files() throws IOException {
    return Files.walk(SOURCES).filter(p -> p.toString().endsWith(".java"));
  }

  private static List<String> imports(Path file) {
    try {
      Matcher m = IMPORT.matcher(Files.readString(file));
      return m.results().map(r -> r.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String room(Path file) {
    return file.getParent().equals(SOURCES) ? "" : SOURCES.relativize(file).getName(0).toString();
  }

  @Test
  void noOtherArrowIsDrawn() throws IOException {
    Set<String> wrong = new TreeSet<>();
    try (Stream<Path> files = files()) {
      files
          .filter(f -> !room(f).isEmpty())
          .forEach(
              f -> {
                for (String name : imports(f)) {
                  if (!name.startsWith(HOUSE)) {
                    continue;
                  }
                  String to = name.substring(HOUSE.length()).replaceFirst("\\..*", "");
                  if (!to.equals(room(f)) && !ARROWS.getOrDefault(room(f), Set.of()).contains(to)) {
                    wrong.add(f.getFileName() + " -> " + to);
                  }
                }
              });
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void librariesStayInTheirRooms() throws IOException {
    Map<String, Set<String>> rooms =
        Map.of(
            "software.amazon.awssdk", Set.of("iam"),
            "picocli", Set.of("cli"),
            "com.sun.net.httpserver", Set.of("sandbox", "warmup"));
    Set<String> wrong = new TreeSet<>();
    try (Stream<Path> files = files()) {
      files.forEach(
          f -> {
            for (String name : imports(f)) {
              rooms.forEach(
                  (library, allowed) -> {
                    if (name.startsWith(library) && !allowed.contains(room(f))) {
                      wrong.add(f.getFileName() + " -> " + library);
                    }
                  });
            }
          });
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void theProcessEdgeIsMainAlone() throws IOException {
    Pattern edge = Pattern.compile("System\\.(exit|out|err|getenv|in)\\b");
    Set<String> wrong = new TreeSet<>();
    try (Stream<Path> files = files()) {
      List<Path> all = files.toList();
      assertTrue(all.size() > 30);
      for (Path f : all) {
        if (!f.endsWith("Main.java")
            && edge.matcher(Files.readString(f).replaceAll("\"[^\"]*\"", "")).find()) {
          wrong.add(f.getFileName().toString());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }
}
