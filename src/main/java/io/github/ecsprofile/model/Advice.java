package io.github.ecsprofile.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person should look at, although it is as asked for: no check, and no part of the exit
 * code.
 *
 * @param role the role that it is about
 * @param detail the ARN, prefix or number that the advice names; empty if it names none
 */
public record Advice(Kind kind, String role, String detail) {
  /** The kinds of advice. */
  public enum Kind {
    /** The policies of container instances and of Managed Instances are on one role. */
    BOTH_ECS_POLICIES,
    /** AmazonEC2RoleforSSM is deprecated (Systems Manager User Guide, "AWS managed policies"). */
    DEPRECATED_POLICY,
    /** Nearly as many managed policies as the account's quota allows are attached. */
    POLICY_QUOTA,
    /** The role belongs to an IAM role template. */
    ROLE_TEMPLATE,
    /** A policy is for roles whose name begins with a prefix that this one lacks. */
    ROLE_NAME_PREFIX
  }

  private static final String CONTAINER_INSTANCES = "AmazonEC2ContainerServiceforEC2Role";
  private static final String MANAGED_INSTANCES = "AmazonECSInstanceRolePolicyForManagedInstances";
  private static final String DEPRECATED = "AmazonEC2RoleforSSM";

  /** As many more policies as this can be attached where the quota is nearly used. */
  private static final int NEAR = 1;

  /**
   * Returns the advice on what IAM shows.
   *
   * @param policyQuota how many managed policies a role may have; empty if that is not known
   * @param missingPrefix what the role's name should begin with, and does not
   */
  public static List<Advice> of(
      Observed seen, Optional<Integer> policyQuota, Optional<String> missingPrefix) {
    List<Advice> all = new ArrayList<>();
    seen.role()
        .map(Observed.Role::name)
        .ifPresent(
            role -> {
              if (has(seen, CONTAINER_INSTANCES) && has(seen, MANAGED_INSTANCES)) {
                all.add(new Advice(Kind.BOTH_ECS_POLICIES, role, ""));
              }
              if (has(seen, DEPRECATED)) {
                all.add(new Advice(Kind.DEPRECATED_POLICY, role, ""));
              }
              int attached = seen.attached().size();
              policyQuota
                  .filter(quota -> attached > 0 && attached + NEAR >= quota)
                  .ifPresent(
                      quota ->
                          all.add(
                              new Advice(Kind.POLICY_QUOTA, role, attached + " of the " + quota)));
              missingPrefix.ifPresent(p -> all.add(new Advice(Kind.ROLE_NAME_PREFIX, role, p)));
            });
    seen.role()
        .flatMap(r -> r.roleTemplate().map(t -> new Advice(Kind.ROLE_TEMPLATE, r.name(), t)))
        .ifPresent(all::add);
    return List.copyOf(all);
  }

  /** Returns whether a policy of AWS's own with this name is attached, whatever its path. */
  private static boolean has(Observed seen, String policy) {
    return seen.attached().stream()
        .anyMatch(arn -> arn.contains(":iam::aws:policy/") && arn.endsWith("/" + policy));
  }
}
