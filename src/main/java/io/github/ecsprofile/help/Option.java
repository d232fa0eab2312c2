package io.github.ecsprofile.help;

import java.util.List;

/**
 * An option as people know it.
 *
 * @param label of its value; null where it takes none
 * @param global whether it may stand before the command, too
 */
public record Option(
    List<String> names,
    String label,
    Value value,
    Group group,
    boolean global,
    boolean repeatable,
    String description) {

  /** The headings that options stand under, in order. */
  public enum Group {
    WHAT("What to make"),
    HOW_FAR("How far to go"),
    AWS("Which AWS"),
    SAID("What is said");

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
