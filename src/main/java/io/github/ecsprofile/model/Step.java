package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One IAM call of a change, as data: what reports, JSON output and the plan are made from.
 *
 * @param resource the ARN that the call is about, or a name where there is no ARN yet
 * @param target the names of what takes part in the call
 * @param before the values that the call changes or removes; empty if there are none
 * @param after the values that the call sets; empty if there are none
 */
public record Step(
    IamAction action, String resource, Target target, ObjectNode before, ObjectNode after) {

  /** The role, instance profile and policy of a call; null for those that take no part. */
  public record Target(String role, String profile, String policy) {
    static Target ofRole(String role) {
      return new Target(role, null, null);
    }

    static Target ofProfile(String profile) {
      return new Target(null, profile, null);
    }
  }

  /** Returns the step with the resource as IAM named it in its answer. */
  public Step withResource(String named) {
    return new Step(action, named, target, before, after);
  }
}
