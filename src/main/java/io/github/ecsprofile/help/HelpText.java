package io.github.ecsprofile.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What no declaration says, of one command: how it is called, prose, examples, exit codes. It
 * stands in a file of its own, which is read only when somebody asks.
 */
public final class HelpText {
  /** A way for a command to end. */
  public record Exit(String code, String meaning) {}

  private static final String PROGRAM = "ecs-profile";
  private final Map<String, List<String>> sections;
  private final List<Exit> exits;

  private HelpText(Map<String, List<String>> sections, List<Exit> exits) {
    this.sections = sections;
    this.exits = exits;
  }

  /** The text of a command, or of the program. */
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

  /** The command lines that say how it is called. */
  List<String> synopsis() {
    return sections.get("synopsis");
  }

  /** The heading of its main options; null for the usual one. */
  String what() {
    return sections.containsKey("what") ? sections.get("what").get(0) : null;
  }

  /** Paragraphs. */
  List<String> about() {
    return sections.getOrDefault("about", List.of());
  }

  /** CommandHelp lines that, run one after another, all end in 0. */
  public List<String> examples() {
    return sections.get("examples");
  }

  /** In the order of their codes. */
  public List<Exit> exits() {
    return exits;
  }

  /** Sections of the man page alone: a term, two spaces, what it is, a line each. */
  Map<String, List<String>> more() {
    Map<String, List<String>> more = new LinkedHashMap<>(sections);
    List.of("synopsis", "what", "about", "examples", "exit codes").forEach(more::remove);
    return more;
  }
}
