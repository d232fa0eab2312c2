package io.github.ecsprofile.model;

import java.util.List;
import java.util.Optional;

/**
 * Why a command ended without its result: what failed and why in one line, and what to do about it
 * as a sentence ({@link #hint}), as a command to run ({@link #nextStep}), or both. Carries its exit
 * code.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure, with the exit code of each. */
  public enum Kind {
    INTERNAL(ExitCode.ERROR),
    BAD_INPUT(ExitCode.BAD_INPUT),
    NOT_FOUND(ExitCode.NOT_FOUND),
    CONFLICT(ExitCode.CONFLICT),
    ACCESS_DENIED(ExitCode.ACCESS_DENIED),
    UNAVAILABLE(ExitCode.UNAVAILABLE),
    /** A concurrent change or a delay of IAM: worth another look until the deadline. */
    RETRYABLE(ExitCode.UNAVAILABLE),
    INTERRUPTED(ExitCode.INTERRUPTED);

    private final ExitCode exitCode;

    Kind(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    /** Returns the exit code of a command that ends this way. */
    public ExitCode exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String hint;
  private final transient NextStep nextStep;
  private final transient List<Obstacle> obstacles;

  public Failure(Kind kind, String what, String hint) {
    this(kind, what, hint, null);
  }

  public Failure(Kind kind, String what, String hint, Throwable cause) {
    this(kind, what, hint, null, List.of(), cause);
  }

  private Failure(
      Kind kind,
      String what,
      String hint,
      NextStep nextStep,
      List<Obstacle> obstacles,
      Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.hint = hint;
    this.nextStep = nextStep;
    this.obstacles = obstacles;
  }

  /** Creates a failure of exit code 2: the input cannot be used, and nothing was sent. */
  public static Failure badInput(String what, String hint) {
    return new Failure(Kind.BAD_INPUT, what, hint);
  }

  /** Creates a failure of exit code 4 for what stands in the way of a plan. */
  public static Failure conflict(List<Obstacle> obstacles) {
    return new Failure(Kind.CONFLICT, "conflict", "", null, List.copyOf(obstacles), null);
  }

  /** Returns this failure with a command to suggest. */
  public Failure suggesting(NextStep next) {
    Failure f = new Failure(kind, getMessage(), hint, next, obstacles, getCause());
    f.setStackTrace(getStackTrace());
    return f;
  }

  /** Returns the kind, which decides the exit code. */
  public Kind kind() {
    return kind;
  }

  /** Returns what to do, as a sentence; empty if the next step or the obstacles say it. */
  public String hint() {
    return hint;
  }

  /** Returns the command to suggest, if there is one. */
  public Optional<NextStep> nextStep() {
    return Optional.ofNullable(nextStep);
  }

  /** Returns what stands in the way of a plan; empty for other failures. */
  public List<Obstacle> obstacles() {
    return obstacles;
  }
}
