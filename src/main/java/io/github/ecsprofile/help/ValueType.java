package io.github.ecsprofile.help;

import java.util.List;

/**
 * Describes the value of an option or a parameter.
 *
 * @param words every possible value, if there is a short list of them
 */
public record ValueType(Kind kind, List<String> words) {
  /** Lists the kinds of values that a shell can complete, and {@code TEXT} for the others. */
  public enum Kind {
    TEXT,
    WORDS,
    FILE,
    FOLDER,
    POLICY,
    REGION,
    PROFILE
  }
}
