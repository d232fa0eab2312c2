package io.github.ecsprofile.model;

/**
 * A command that a failure suggests. The command line is built at the edge from the one that
 * failed, so that the suggestion keeps its account, endpoint, names and templates.
 *
 * @param operation the command to run; null for the one that failed
 * @param project the project that it is for; null for those of the failed command
 */
public record NextStep(Purpose purpose, Operation operation, String project) {
  /** What the suggested command is for. */
  public enum Purpose {
    /** Creates what the failed command builds on. */
    CREATE_FIRST,
    /** Repeats the command with {@code --update}. */
    UPDATE,
    /** Repeats the command with {@code --adopt}. */
    ADOPT,
    /** Repeats the command with {@code --force}. */
    FORCE,
    /** Repeats the command as it stands. */
    RETRY,
    /** Prints the policy that the caller needs. */
    SHOW_PERMISSIONS
  }

  /** Suggests the failed command itself, for the given purpose. */
  public static NextStep again(Purpose purpose) {
    return new NextStep(purpose, null, null);
  }
}
