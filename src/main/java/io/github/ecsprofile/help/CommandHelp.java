package io.github.ecsprofile.help;

import java.util.List;
import java.util.Optional;

/**
 * A command, or the program itself.
 *
 * @param header what it does, a line
 * @param options by group; the global ones are among them
 */
public record CommandHelp(
    String name,
    String header,
    List<OptionHelp> options,
    Optional<Parameter> parameter,
    HelpText text) {

  /** The one word that a command may take without an option. */
  public record Parameter(String label, ValueType value, String description) {}

  /** Those that are not the program's. */
  List<OptionHelp> own() {
    return options.stream().filter(o -> !o.global()).toList();
  }

  List<OptionHelp> of(OptionHelp.Group group) {
    return options.stream().filter(o -> o.group() == group).toList();
  }

  /** What stands above the options of a group. */
  String heading(OptionHelp.Group group) {
    return group == OptionHelp.Group.TARGET && text.what() != null ? text.what() : group.heading();
  }
}
