package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.export.PolicyStatements.Actions;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Right;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the identity policy that a caller of a command needs, and no more: actions, resources and
 * condition keys as in the Service Authorization Reference for IAM. Creating with tags also needs
 * TagRole and TagInstanceProfile; adding a role to a profile needs PassRole.
 */
public final class Permissions {
  /** A command with the options that widen what it may do. */
  public record Caller(
      Operation operation,
      boolean update,
      boolean prune,
      boolean adopt,
      boolean force,
      boolean allManaged) {

    /** Returns whether the names of what is read are known beforehand. */
    public boolean isForOneProject() {
      return operation != Operation.LIST && !(operation == Operation.VERIFY && allManaged);
    }
  }

  private final Desired desired;
  private final Partition partition;
  private final String role;
  private final String profile;
  private final String prefix;
  private final PolicyStatements statements = new PolicyStatements();
  private Caller caller;

  private Permissions(Desired desired, Partition partition, String account) {
    this.desired = desired;
    this.partition = partition;
    this.prefix = "arn:" + partition.id() + ":iam::" + account + ":";
    String path = desired == null ? "" : Statement.literal(desired.path().orElse("/"));
    this.role = desired == null ? null : prefix + "role" + path + desired.roleName();
    this.profile =
        desired == null ? null : prefix + "instance-profile" + path + desired.profileName();
  }

  /**
   * Returns the policy that covers all of the callers.
   *
   * @param desired null if none of them is for one project
   * @param account twelve digits, or {@code *}
   */
  public static ObjectNode policy(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    return statements(desired, partition, account, callers).policy();
  }

  /** Returns the rights that the policy grants, each for one resource. */
  public static List<Right> rights(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    return Rights.of(statements(desired, partition, account, callers).all(), desired);
  }

  private static PolicyStatements statements(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    Permissions p = new Permissions(desired, partition, account);
    for (Caller caller : callers) {
      p.caller = caller;
      if (!caller.isForOneProject()) {
        p.lists();
        continue;
      }
      p.reads();
      if (caller.operation() == Operation.DELETE) {
        p.deletes();
      } else if (caller.operation().creates()) {
        p.creates();
      }
    }
    return p.statements;
  }

  private boolean on(Component... any) {
    return List.of(any).stream().anyMatch(caller.operation().components()::contains);
  }

  /** Which names are read is known only after the first call. */
  private void lists() {
    Actions ofProfiles = new Actions();
    ofProfiles.add(true, "ListInstanceProfiles");
    ofProfiles.add(true, "GetInstanceProfile");
    Actions ofRoles = new Actions();
    ofRoles.add(true, "GetRole");
    boolean verifies = caller.operation() == Operation.VERIFY;
    ofRoles.add(verifies, "ListAttachedRolePolicies");
    Actions ofAccount = new Actions();
    ofAccount.add(verifies, "GetAccountSummary");
    statements.add(
        "ReadInstanceProfiles", ofProfiles, List.of(prefix + "instance-profile/*"), Map.of());
    statements.add("ReadRoles", ofRoles, List.of(prefix + "role/*"), Map.of());
    // No resource type (Service Authorization Reference for IAM, "GetAccountSummary").
    statements.add("ReadQuotas", ofAccount, List.of("*"), Map.of());
  }

  private void reads() {
    Actions ofRole = new Actions();
    ofRole.add(on(Component.ROLE, Component.POLICIES, Component.ROLE_IN_PROFILE), "GetRole");
    ofRole.add(on(Component.POLICIES), "ListAttachedRolePolicies");
    ofRole.add(caller.operation() == Operation.DELETE, "ListRolePolicies");
    ofRole.add(caller.operation() == Operation.DELETE, "ListInstanceProfilesForRole");
    Actions ofProfile = new Actions();
    ofProfile.add(on(Component.PROFILE, Component.ROLE_IN_PROFILE), "GetInstanceProfile");
    statements.add("ReadRole", ofRole, anyPath(role, "role/" + desired.roleName()), Map.of());
    statements.add(
        "ReadInstanceProfile",
        ofProfile,
        anyPath(profile, "instance-profile/" + desired.profileName()),
        Map.of());
  }

  // A read names no path: IAM checks it against an ARN without one if the resource does not exist.
  private List<String> anyPath(String arn, String withoutPath) {
    return List.of(arn, prefix + withoutPath).stream().distinct().toList();
  }

  private void creates() {
    boolean update = caller.update();
    boolean prune = caller.prune();
    boolean bounded = boundary().isPresent();
    Actions within = new Actions();
    within.add(bounded && on(Component.ROLE), "CreateRole");
    Actions ofRole = new Actions();
    ofRole.add(!bounded && on(Component.ROLE), "CreateRole");
    boolean adopt = caller.adopt();
    ofRole.add(
        on(Component.ROLE) || adopt && on(Component.POLICIES, Component.ROLE_IN_PROFILE),
        "TagRole");
    ofRole.add(on(Component.ROLE) && update, "UpdateAssumeRolePolicy");
    for (RoleAttribute attribute : desired.attributes().values().keySet()) {
      (attribute == RoleAttribute.PERMISSIONS_BOUNDARY ? within : ofRole)
          .add(on(Component.ROLE) && update, attribute.setter().action().apiName());
    }
    ofRole.add(on(Component.ROLE) && prune, "UntagRole");
    // The policies that others attached are not known here, so no condition can name them.
    ofRole.add(on(Component.POLICIES) && prune, "DetachRolePolicy");
    Actions attach = new Actions();
    attach.add(on(Component.POLICIES) && !desired.policies().isEmpty(), "AttachRolePolicy");
    Actions pass = new Actions();
    pass.add(on(Component.ROLE_IN_PROFILE), "PassRole");
    Actions ofProfile = new Actions();
    ofProfile.add(on(Component.PROFILE), "CreateInstanceProfile");
    ofProfile.add(
        on(Component.PROFILE) || adopt && on(Component.ROLE_IN_PROFILE), "TagInstanceProfile");
    ofProfile.add(on(Component.PROFILE) && prune, "UntagInstanceProfile");
    ofProfile.add(on(Component.ROLE_IN_PROFILE), "AddRoleToInstanceProfile");
    ofProfile.add(on(Component.ROLE_IN_PROFILE) && update, "RemoveRoleFromInstanceProfile");
    statements.add(
        "CreateRoleWithinBoundary",
        within,
        List.of(role),
        condition(
            "StringEquals",
            "iam:PermissionsBoundary",
            boundary().map(Statement::literal).stream().toList()));
    statements.add("CreateRole", ofRole, List.of(role), Map.of());
    statements.add("AttachPolicies", attach, List.of(role), onlyThePolicies());
    statements.add(
        "PassRoleToEc2",
        pass,
        List.of(role),
        condition(
            "StringEquals",
            "iam:PassedToService",
            // In China EC2 is known by either name.
            List.of("ec2.amazonaws.com", partition.ec2Service()).stream().distinct().toList()));
    statements.add("CreateInstanceProfile", ofProfile, List.of(profile), Map.of());
  }

  private Optional<String> boundary() {
    return Optional.ofNullable(desired.attributes().text(RoleAttribute.PERMISSIONS_BOUNDARY));
  }

  private void deletes() {
    boolean force = caller.force();
    Actions ofRole = new Actions();
    ofRole.add(force, "DetachRolePolicy");
    ofRole.add(force, "DeleteRolePolicy");
    ofRole.add(true, "DeleteRole");
    Actions detach = new Actions();
    detach.add(!force && !desired.policies().isEmpty(), "DetachRolePolicy");
    Actions ofProfile = new Actions();
    ofProfile.add(!force, "RemoveRoleFromInstanceProfile");
    ofProfile.add(true, "DeleteInstanceProfile");
    Actions ofAnyProfile = new Actions();
    ofAnyProfile.add(force, "RemoveRoleFromInstanceProfile");
    statements.add("DeleteRole", ofRole, List.of(role), onlyManaged());
    statements.add("DetachPolicies", detach, List.of(role), onlyThePolicies());
    statements.add("DeleteInstanceProfile", ofProfile, List.of(profile), onlyManaged());
    statements.add(
        "EmptyInstanceProfiles", ofAnyProfile, List.of(prefix + "instance-profile/*"), Map.of());
  }

  private Map<String, Map<String, List<String>>> onlyThePolicies() {
    return condition(
        "ArnEquals", "iam:PolicyARN", desired.policies().stream().map(Statement::literal).toList());
  }

  /**
   * Returns the condition that the resource carries the owner tag, so that IAM itself refuses to
   * delete one that was replaced after it was read. With {@code --force} there is none.
   */
  private Map<String, Map<String, List<String>>> onlyManaged() {
    String owner = desired.tags().get("Project");
    return caller.force() || owner == null
        ? Map.of()
        : condition("StringEquals", "aws:ResourceTag/Project", List.of(owner));
  }

  private static Map<String, Map<String, List<String>>> condition(
      String operator, String key, List<String> values) {
    return Map.of(operator, Map.of(key, values));
  }
}
