package io.github.ecsprofile.sandbox;

import java.util.Locale;

/** Describes an injected fault: the action, the calls that it affects, and its kind. */
public record Fault(String action, String when, Kind kind) {
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

  /** Reads ACTION:N:KIND; an IllegalArgumentException says what is wrong. */
  public static Fault parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[1].matches("\\*|%?[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("it is not ACTION:N:KIND");
    }
    try {
      Kind kind = Kind.valueOf(parts[2].toUpperCase(Locale.ROOT).replace('-', '_'));
      return new Fault(parts[0], parts[1], kind);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("there is no kind '" + parts[2] + "'");
    }
  }

  boolean hits(String call, int count) {
    if (!action.equals("*") && !action.equals(call)) {
      return false;
    }
    return when.equals("*")
        || (when.startsWith("%")
            ? count % Integer.parseInt(when.substring(1)) == 0
            : count == Integer.parseInt(when));
  }
}
