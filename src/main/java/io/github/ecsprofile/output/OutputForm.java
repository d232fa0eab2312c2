package io.github.ecsprofile.output;

/** The forms of a result on stdout. */
public enum OutputForm {
  TEXT,
  JSON,
  ENV;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
