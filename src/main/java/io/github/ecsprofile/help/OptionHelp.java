package io.github.ecsprofile.help;

import java.util.List;

/**
 * Describes an option.
 *
 * @param names the short name, if any, then the long one
 * @param label the name of its value in the help; null if it takes no value
 * @param global whether it may also stand before the command
 * @param description one sentence, for the help and the man page
 * @param variable the variable of the environment that gives its value otherwise; null for none
 */
public record OptionHelp(
    List<String> names,
    String label,
    ValueType value,
    Group group,
    boolean global,
    boolean repeatable,
    String description,
    String variable) {

  /** Groups the options in the help, in the order of the headings. */
  public enum Group {
    TARGET("Target"),
    BEHAVIOR("Behavior"),
    AWS("AWS"),
    OUTPUT("Output");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /** Returns whether the option takes a value. */
  public boolean takesValue() {
    return label != null;
  }

  /** Returns the description, with the variable. */
  String fullDescription() {
    return variable == null ? description : description + " [env: " + variable + "]";
  }

  /** Returns the first clause of the description, for the list that a shell shows. */
  String brief() {
    return description.replaceFirst("[;.]( .*)?$", "");
  }
}
