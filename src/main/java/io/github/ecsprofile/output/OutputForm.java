package io.github.ecsprofile.output;

import java.util.Locale;

/** The forms of a result on stdout. */
public enum OutputForm {
  TEXT,
  JSON,
  ENV;

  /** Returns the value of {@code --output}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
