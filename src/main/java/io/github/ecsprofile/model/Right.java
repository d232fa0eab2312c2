package io.github.ecsprofile.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A right that a caller needs: an action on one resource, with the values of condition keys in its
 * requests.
 *
 * @param action with its service prefix, such as {@code iam:CreateRole}
 * @param resource the ARN
 * @param conditions the keys by which the printed policy limits the right
 * @param context all keys whose values are known, those of {@code conditions} among them
 */
public record Right(
    String action,
    String resource,
    Map<String, List<String>> conditions,
    Map<String, List<String>> context) {

  /**
   * Keys about a request's own parameters: one that is not in the context is not in the request.
   */
  private static final List<String> PARAMETERS =
      List.of(
          "iam:passedtoservice",
          "iam:policyarn",
          "iam:permissionsboundary",
          "aws:tagkeys",
          "aws:requesttag/");

  /** Returns whether the right does not say what value a condition key has. */
  public boolean leavesOpen(String key) {
    return PARAMETERS.stream().noneMatch(key.toLowerCase(Locale.ROOT)::startsWith)
        && context.keySet().stream().noneMatch(key::equalsIgnoreCase);
  }
}
