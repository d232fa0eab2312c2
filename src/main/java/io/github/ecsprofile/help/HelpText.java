package io.github.ecsprofile.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the prose of a command's help: synopsis, description, examples and exit codes. The option
 * declarations do not contain it; each command has a resource file, which is read on demand only.
 */
public final class HelpText {
  /** Describes an exit code of a command. */
  public record Exit(String code, String meaning) {}

  private static final String PROGRAM = "ecs-profile";
  private final Map<String, List<String>> sections;
  private final List<Exit> exits;

  private HelpText(Map<String, List<String>> sections, List<Exit> exits) {
    this.sections = sections;
    this.exits = exits;
  }

  /** Reads the text of a command, or of the program. */
  public static HelpText of(String name) {
    Map<String, List<String>> sections = read(name);
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String line : read(PROGRAM).get("exit codes")) {
      String[] parts = line.split(" ", 2);
      meanings.put(parts[0], parts[1]);
    }
    List<Exit> exits = new ArrayList<>();
    for (String line : sections.get("exit codes")) {
      String[] parts = line.split(" ", 2);
      exits.add(new Exit(parts[0], parts.length == 2 ? parts[1] : meanings.get(parts[0])));
    }
    return new HelpText(sections, List.copyOf(exits));
  }

  private static Map<String, List<String>> read(String name) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Resource.text(name + ".txt").lines().toList()) {
      if (line.startsWith("[") && line.endsWith("]")) {
        current = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), current);
      } else if (!line.isBlank()) {
        current.add(line);
      }
    }
    return sections;
  }

  /** Returns the command lines that show the usage. */
  List<String> synopsis() {
    return sections.get("synopsis");
  }

  /** Returns the paragraphs of the description. */
  List<String> about() {
    return sections.getOrDefault("about", List.of());
  }

  /**
   * Returns command lines that work on a real account. They exit 0 if an instance profile of the
   * project {@code web} exists there and none of {@code api}.
   */
  public List<String> examples() {
    return sections.get("examples");
  }

  /** Returns command lines that exit 0 in the sandbox, in this order. */
  public List<String> sandboxExamples() {
    return sections.getOrDefault("sandbox", List.of());
  }

  /** Returns the exit codes in ascending order. */
  public List<Exit> exits() {
    return exits;
  }

  /**
   * Returns the sections that only the man page has. Each line is a term, two spaces, and its
   * description.
   */
  Map<String, List<String>> more() {
    Map<String, List<String>> more = new LinkedHashMap<>(sections);
    List.of("synopsis", "about", "examples", "sandbox", "exit codes").forEach(more::remove);
    return more;
  }
}
