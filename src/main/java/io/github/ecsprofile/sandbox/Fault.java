package io.github.ecsprofile.sandbox;

import java.util.Locale;

/**
 * Describes an injected fault: the action, the calls of it that fail, and the kind of failure.
 *
 * @param action an action of the sandbox; {@code *} for every action, each with a count of its own;
 *     {@code ANY} for every call, counted together
 * @param when {@code N} for the N-th call, {@code %N} for every N-th, {@code *} for each
 */
public record Fault(String action, String when, Kind kind) {
  private static final String EACH_ACTION = "*";
  private static final String ANY_CALL = "ANY";

  /** Lists the kinds of faults. */
  public enum Kind {
    THROTTLE,
    ERROR_500,
    DROP,
    LOST,
    HTML_503,
    DENIED,
    ARN_IS_ID
  }

  /**
   * Parses ACTION:N:KIND.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Fault parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[1].matches("\\*|%?[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("it is not ACTION:N:KIND");
    }
    if (!parts[0].equals(EACH_ACTION) && !parts[0].equals(ANY_CALL) && !Actions.isKnown(parts[0])) {
      throw new IllegalArgumentException(
          "the sandbox has no action '" + parts[0] + "'; use an action's exact name, * or ANY");
    }
    try {
      Kind kind = Kind.valueOf(parts[2].toUpperCase(Locale.ROOT).replace('-', '_'));
      return new Fault(parts[0], parts[1], kind);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("there is no kind '" + parts[2] + "'");
    }
  }

  /**
   * Returns whether the fault affects a call.
   *
   * @param actionCount calls of this action so far, this one included
   * @param totalCount calls of all actions so far, this one included
   */
  boolean affects(String call, int actionCount, int totalCount) {
    if (action.equals(ANY_CALL)) {
      return isDue(totalCount);
    }
    return (action.equals(EACH_ACTION) || action.equals(call)) && isDue(actionCount);
  }

  private boolean isDue(int count) {
    return when.equals("*")
        || (when.startsWith("%")
            ? count % Integer.parseInt(when.substring(1)) == 0
            : count == Integer.parseInt(when));
  }
}
