package io.github.ecsprofile.help;

import java.util.List;
import java.util.Optional;

/**
 * Describes a command, or the program itself.
 *
 * @param header one sentence: what the command does
 * @param options its options sorted by group, with the global ones that it takes
 * @param parameter its one positional parameter, if it takes one
 * @param text the prose of its help
 */
public record CommandHelp(
    String name,
    String header,
    List<OptionHelp> options,
    Optional<Parameter> parameter,
    HelpText text) {

  /**
   * Describes a positional parameter.
   *
   * @param required whether the command needs it
   */
  public record Parameter(String label, ValueType value, String description, boolean required) {
    /** Returns the label as it is written after the command: in brackets if it is optional. */
    String usage() {
      return required ? label : "[" + label + "]";
    }
  }

  /** Returns the options that are not global. */
  List<OptionHelp> own() {
    return options.stream().filter(o -> !o.global()).toList();
  }

  /** Returns the global options that the command uses. */
  List<OptionHelp> globals() {
    return options.stream().filter(OptionHelp::global).toList();
  }

  /** Returns the options of a group. */
  List<OptionHelp> of(OptionHelp.Group group) {
    return options.stream().filter(o -> o.group() == group).toList();
  }
}
