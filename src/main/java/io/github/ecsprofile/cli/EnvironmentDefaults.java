package io.github.ecsprofile.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The variables that a command line takes into account, with their values. */
final class EnvironmentDefaults {
  static final EnvironmentDefaults NONE = new EnvironmentDefaults(Map.of());

  private final Map<EnvironmentDefault, String> values;

  private EnvironmentDefaults(Map<EnvironmentDefault, String> values) {
    this.values = values;
  }

  /** Returns the variables that a parsed command line takes into account; an empty one is unset. */
  static EnvironmentDefaults of(ParseResult parsed, Map<String, String> env) {
    if (parsed.subcommand() == null) {
      return NONE;
    }
    CommandSpec command = parsed.subcommand().commandSpec();
    Set<String> given =
        Stream.concat(
                parsed.matchedOptions().stream(), parsed.subcommand().matchedOptions().stream())
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    Map<EnvironmentDefault, String> values = new EnumMap<>(EnvironmentDefault.class);
    for (EnvironmentDefault one : EnvironmentDefault.values()) {
      String value = env.getOrDefault(one.variable(), "");
      if (!value.isEmpty()
          && one.isUsedBy(command)
          && one.givenBy(command).stream().noneMatch(given::contains)) {
        values.put(one, value);
      }
    }
    return new EnvironmentDefaults(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Returns the command line with the values as options after the command: what it means, and what
   * a command that is suggested has to say, since it may be pasted elsewhere.
   */
  List<String> addedTo(List<String> words, CommandSpec root) {
    List<String> all = new ArrayList<>(words);
    int at = commandIndex(words, root) + 1;
    for (Map.Entry<EnvironmentDefault, String> one : values.entrySet()) {
      String option = one.getKey().option();
      // Apart, a value that begins with a dash would be an option.
      List<String> added =
          one.getValue().startsWith("-")
              ? List.of(option + "=" + one.getValue())
              : List.of(option, one.getValue());
      all.addAll(at, added);
      at += added.size();
    }
    return all;
  }

  /** Returns where the command stands: it is the first word that no global option takes. */
  private static int commandIndex(List<String> words, CommandSpec root) {
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      OptionSpec option = root.findOption(words.get(at));
      at += option == null || option.arity().max() == 0 ? 1 : 2;
    }
    return at;
  }

  /** Returns what gave an option's value: the variable's name, or else the option's. */
  String source(String option) {
    return values.keySet().stream()
        .filter(d -> d.option().equals(option))
        .map(EnvironmentDefault::variable)
        .findFirst()
        .orElse(option);
  }

  /** Returns a line for each value, for the log. */
  List<String> log() {
    return values.entrySet().stream()
        .map(
            d ->
                d.getKey().option()
                    + " "
                    + ShellQuoting.quoted(d.getValue())
                    + " (from "
                    + d.getKey().variable()
                    + ")")
        .toList();
  }
}
