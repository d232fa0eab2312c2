package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sessions as files: {@code $} a command line, {@code >} its lines on stdout, {@code !} those on
 * stderr, {@code =} its exit code. A session begins with an empty sandbox. Lines on stderr are
 * compared in any order, since calls of one stage end in any order.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private static final Pattern SUGGESTED =
      Pattern.compile(
          "^(?:hint|resume|restore): (?:.*: |Run )?ecs-profile (.*?)(?: for usage\\.)?$");

  private Golden() {}

  public static Stream<Path> sessions() throws IOException {
    return Files.list(FOLDER).sorted();
  }

  /** Plays a session; the runner takes a command's words. */
  public static void play(Path session, Function<List<String>, CliRunner.Run> runner)
      throws IOException {
    String expected = Files.readString(session).replaceAll("(?m)^#.*\n", "");
    StringBuilder actual = new StringBuilder();
    for (String line : expected.split("\n")) {
      if (line.startsWith("$ ")) {
        CliRunner.Run run = runner.apply(List.of(line.substring(2).split(" ")));
        actual.append(line).append('\n');
        run.out().lines().forEach(l -> actual.append("> ").append(timeless(l)).append('\n'));
        run.err()
            .lines()
            .sorted()
            .forEach(l -> actual.append("! ").append(timeless(l)).append('\n'));
        actual.append("= ").append(run.code()).append('\n');
      }
    }
    if (System.getProperty("golden.write") != null) {
      Files.writeString(session, actual);
      return;
    }
    assertEquals(sorted(expected), actual.toString());
  }

  /**
   * Plays a session, and after each command those that it suggests, on a copy of the state.
   *
   * @param state the folder of the sandbox's state
   * @return how many commands were suggested
   */
  static int playSuggestions(Path session, Path state, Path copy) throws IOException {
    int suggestions = 0;
    for (String line : Files.readAllLines(session)) {
      if (line.startsWith("$ ")) {
        CliRunner.Run run = CliRunner.inSandbox(state).run(line.substring(2).split(" "));
        for (String command : run.err().lines().flatMap(Golden::suggested).toList()) {
          Path file = Path.of("ecs-profile", "sandbox.json");
          Files.createDirectories(copy.resolve(file).getParent());
          Files.deleteIfExists(copy.resolve(file));
          if (Files.exists(state.resolve(file))) {
            Files.copy(state.resolve(file), copy.resolve(file));
          }
          CliRunner.Run next = CliRunner.inSandbox(copy).run(command.split(" "));
          assertEquals(0, next.code(), line + "\nsuggests " + command + "\n" + next.all());
          suggestions++;
        }
      }
    }
    return suggestions;
  }

  private static Stream<String> suggested(String line) {
    Matcher command = SUGGESTED.matcher(line);
    return command.find() ? Stream.of(command.group(1)) : Stream.empty();
  }

  /** The moment at which the sandbox created something differs in each run. */
  private static String timeless(String line) {
    return line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
  }

  private static String sorted(String text) {
    List<String> all = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("! ")) {
        errors.add(line);
      } else if (!line.isBlank()) {
        errors.stream().sorted().forEach(all::add);
        errors.clear();
        all.add(line);
      }
    }
    return String.join("\n", all) + "\n";
  }
}
