package io.github.ecsprofile.model;

import java.util.List;

/**
 * What a command has to say on stdout. A part that the command does not know is null.
 *
 * @param lines the text form, a line each
 */
public record Result(
    List<String> lines,
    String project,
    ResourceRef role,
    ResourceRef profile,
    List<String> policies,
    List<AppliedChange> changes,
    List<Check> checks,
    boolean dryRun) {

  /** A name and, where IAM has told it, the ARN. */
  public record ResourceRef(String name, String arn) {}

  /** A change that was made, or in a dry run would be. */
  public record AppliedChange(String action, String resource) {
    /** A change as the calls that it takes. */
    public static List<AppliedChange> of(Change change, String resource) {
      return change.actions().stream().map(action -> new AppliedChange(action, resource)).toList();
    }
  }
}
