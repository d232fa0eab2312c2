package io.github.ecsprofile.help;

import java.util.List;
import java.util.Optional;

/**
 * A command, or the program itself.
 *
 * @param header what it does, a line
 * @param options by group; the global ones are among them
 */
public record Command(
    String name, String header, List<Option> options, Optional<Parameter> parameter, Text text) {

  /** The one word that a command may take without an option. */
  public record Parameter(String label, Value value, String description) {}

  /** Those that are not the program's. */
  List<Option> own() {
    return options.stream().filter(o -> !o.global()).toList();
  }

  List<Option> of(Option.Group group) {
    return options.stream().filter(o -> o.group() == group).toList();
  }

  /** What stands above the options of a group. */
  String heading(Option.Group group) {
    return group == Option.Group.WHAT && text.what() != null ? text.what() : group.heading();
  }
}
