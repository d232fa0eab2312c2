package io.github.ecsprofile.model;

/** The exit codes, from the least to the most severe. */
public enum ExitCode {
  OK(0),
  NOT_IN_SYNC(10),
  NOT_FOUND(3),
  CONFLICT(4),
  UNAVAILABLE(6),
  ACCESS_DENIED(5),
  BAD_INPUT(2),
  ERROR(1),
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the process's exit code. */
  public int code() {
    return code;
  }

  /** Returns the more severe of the two: the exit code of several projects. */
  public ExitCode combineWith(ExitCode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
