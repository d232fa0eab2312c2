package io.github.ecsprofile.model;

/**
 * Why a run ended without its result: one line that says what and why, one that says what to do.
 * Carries its exit code.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds, with the exit code that each ends in. */
  public enum Kind {
    INTERNAL(1),
    BAD_INPUT(2),
    NOT_FOUND(3),
    CONFLICT(4),
    ACCESS_DENIED(5),
    UNAVAILABLE(6),
    /** Somebody was faster, or IAM does not show it yet: worth another look until the deadline. */
    RETRYABLE(6),
    INTERRUPTED(130);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String hint;

  public Failure(Kind kind, String what, String hint) {
    this(kind, what, hint, null);
  }

  public Failure(Kind kind, String what, String hint, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.hint = hint;
  }

  public static Failure badInput(String what, String hint) {
    return new Failure(Kind.BAD_INPUT, what, hint);
  }

  public Kind kind() {
    return kind;
  }

  /** What to do, a sentence. */
  public String hint() {
    return hint;
  }
}
