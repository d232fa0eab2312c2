package io.github.ecsprofile.help;

import java.util.List;

/**
 * What an option or a parameter takes.
 *
 * @param words all that it may be, where that is a short list
 */
public record ValueType(Kind kind, List<String> words) {
  /** The kinds that a shell can help with, and the rest. */
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
