package io.github.ecsprofile.model;

import java.util.List;

/**
 * The result of a command for one project, from which every output form is rendered. A part that
 * the command does not know is null.
 *
 * @param project null if only an instance profile was named
 * @param changes the calls that IAM answered as done; in a dry run those that would be
 * @param unanswered calls whose answer was lost, and whose result IAM shows
 * @param plan of a dry run, and of {@code verify}
 * @param extrasCount whether extras count as problems ({@code --prune})
 * @param advice of {@code verify}
 */
public record Result(
    Operation operation,
    String project,
    ResourceRef role,
    ResourceRef profile,
    List<String> policies,
    List<Step> changes,
    List<Step> unanswered,
    Plan plan,
    boolean extrasCount,
    boolean dryRun,
    List<Advice> advice) {

  /** A name and the ARN; the ARN is null where IAM has not returned one. */
  public record ResourceRef(String name, String arn) {}

  /** Returns whether this is a failed {@code verify}. */
  public boolean isOutOfSync() {
    return operation == Operation.VERIFY && !plan.isInSync(extrasCount);
  }
}
