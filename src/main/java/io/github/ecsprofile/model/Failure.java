package io.github.ecsprofile.model;

/**
 * Why a run ended without its result: one line that says what and why, one that says what to do.
 * Carries its exit code.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds, with the exit code that each ends in. */
  public enum Kind {
    DEFECT(1),
    BAD_INPUT(2),
    ABSENT(3),
    CONFLICT(4),
    DENIED(5),
    NOT_NOW(6),
    /** Somebody was faster, or IAM does not show it yet: worth another look until the deadline. */
    LOOK_AGAIN(6),
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
  private final String remedy;

  public Failure(Kind kind, String what, String remedy) {
    this(kind, what, remedy, null);
  }

  public Failure(Kind kind, String what, String remedy, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public static Failure badInput(String what, String remedy) {
    return new Failure(Kind.BAD_INPUT, what, remedy);
  }

  public Kind kind() {
    return kind;
  }

  /** What to do, a sentence. */
  public String remedy() {
    return remedy;
  }
}
