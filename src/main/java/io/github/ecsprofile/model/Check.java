package io.github.ecsprofile.model;

/**
 * One comparison between what was asked for and what IAM shows.
 *
 * @param attribute the attribute of a check of a role's attribute; null otherwise
 * @param key the tag key, policy ARN or name of a keyed subject; empty otherwise
 * @param expected what was asked for; null if nothing was
 * @param actual what exists; null if nothing does
 */
public record Check(
    Subject subject,
    RoleAttribute attribute,
    String key,
    State state,
    String expected,
    String actual) {
  /** The outcome of a check. */
  public enum State {
    OK,
    MISSING,
    DIFFERENT,
    EXTRA
  }

  /** Compares two values; null means that there is none. */
  static Check compare(Subject subject, String key, String expected, String actual) {
    State state =
        actual == null
            ? State.MISSING
            : expected == null ? State.EXTRA : expected.equals(actual) ? State.OK : State.DIFFERENT;
    return new Check(subject, null, key, state, expected, actual);
  }

  static Check compare(Subject subject, String expected, String actual) {
    return compare(subject, "", expected, actual);
  }

  /** Makes a check of one value whose meaning, not its text, was compared. */
  static Check of(Subject subject, State state, String expected, String actual) {
    return new Check(subject, null, "", state, expected, actual);
  }

  /**
   * Compares a role's attribute. One that is asked for and not set is a difference: only an update
   * may set it.
   */
  static Check attribute(RoleAttribute attribute, AttributeValue expected, RoleAttributes actual) {
    String found = attribute.effective(actual).map(AttributeValue::text).orElse("");
    State state = expected.text().equals(found) ? State.OK : State.DIFFERENT;
    return new Check(Subject.ROLE_ATTRIBUTE, attribute, "", state, expected.text(), found);
  }

  static Check missing(Subject subject, String expected) {
    return compare(subject, expected, null);
  }

  static Check extra(Subject subject, String key, String actual) {
    return compare(subject, key, null, actual);
  }

  /** Returns whether the check fails; an extra counts only where {@code extras} is set. */
  public boolean isProblem(boolean extras) {
    return state != State.OK && (extras || state != State.EXTRA);
  }
}
