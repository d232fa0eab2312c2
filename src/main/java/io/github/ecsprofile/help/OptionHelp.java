package io.github.ecsprofile.help;

import java.util.List;

/**
 * An option as people know it.
 *
 * @param label of its value; null where it takes none
 * @param global whether it may stand before the command, too
 */
public record OptionHelp(
    List<String> names,
    String label,
    ValueType value,
    Group group,
    boolean global,
    boolean repeatable,
    String description) {

  /** The headings that options stand under, in order. */
  public enum Group {
    TARGET("What to make"),
    BEHAVIOR("How far to go"),
    AWS("Which AWS"),
    OUTPUT("What is said");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  public boolean takesValue() {
    return label != null;
  }

  /** The description's first clause, for a shell's list. */
  String brief() {
    return description.replaceFirst("[;.]( .*)?$", "");
  }
}
