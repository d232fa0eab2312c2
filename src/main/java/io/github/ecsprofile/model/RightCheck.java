package io.github.ecsprofile.model;

import java.util.List;
import java.util.Set;

/**
 * What IAM's simulation says about a right of the caller.
 *
 * @param decision the outcome
 * @param deniedBy the kinds of policies that deny it; empty if it is allowed
 * @param policies the policies with the statements that decided, by IAM's names for them
 * @param missingKeys condition keys that the caller's policies use and whose values are not known
 */
public record RightCheck(
    Right right,
    Decision decision,
    Set<PolicyType> deniedBy,
    List<String> policies,
    List<String> missingKeys) {
  /** The outcomes of a simulation (IAM API Reference, EvaluationResult). */
  public enum Decision {
    ALLOWED,
    EXPLICIT_DENY,
    IMPLICIT_DENY
  }

  /** The kinds of policies that limit a caller. */
  public enum PolicyType {
    IDENTITY_POLICY,
    PERMISSIONS_BOUNDARY,
    SERVICE_CONTROL_POLICY
  }

  /** Returns whether the caller has the right. */
  public boolean isAllowed() {
    return decision == Decision.ALLOWED;
  }
}
