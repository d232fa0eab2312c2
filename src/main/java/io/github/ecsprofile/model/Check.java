package io.github.ecsprofile.model;

/**
 * One line of the comparison.
 *
 * @param name as the contract names it: {@code role}, {@code policy:ARN}, {@code role-tag:KEY}, …
 * @param expected what was asked for; null where nothing was
 * @param actual what is there; null where nothing is
 */
public record Check(String name, State state, String expected, String actual) {
  public enum State {
    OK,
    MISSING,
    DIFFERENT,
    EXTRA
  }

  static Check of(String name, String expected, String actual) {
    State state =
        actual == null
            ? State.MISSING
            : expected == null ? State.EXTRA : expected.equals(actual) ? State.OK : State.DIFFERENT;
    return new Check(name, state, expected, actual);
  }

  /** What follows the colon of the name: a tag's key, a policy's ARN. */
  public String key() {
    return name.substring(name.indexOf(':') + 1);
  }
}
