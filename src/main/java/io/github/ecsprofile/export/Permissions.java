package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Right;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
      Operation operation, boolean update, boolean prune, boolean adopt, boolean force) {}

  private final Desired desired;
  private final Partition partition;
  private final String role;
  private final String profile;
  private final String prefix;
  private final Map<String, Statement> statements = new LinkedHashMap<>();
  private Caller caller;

  private Permissions(Desired desired, Partition partition, String account) {
    this.desired = desired;
    this.partition = partition;
    this.prefix = "arn:" + partition.id() + ":iam::" + account + ":";
    String path = desired.path().orElse("/");
    this.role = prefix + "role" + Statement.literal(path) + desired.roleName();
    this.profile = prefix + "instance-profile" + Statement.literal(path) + desired.profileName();
  }

  /**
   * Returns the policy that covers all of the callers.
   *
   * @param account twelve digits, or {@code *}
   */
  public static ObjectNode policy(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    ArrayNode all = policy.putArray("Statement");
    statements(desired, partition, account, callers)
        .forEach((sid, s) -> s.write(all.addObject().put("Sid", sid).put("Effect", "Allow")));
    return policy;
  }

  /** Returns the rights that the policy grants, each for one resource. */
  public static List<Right> rights(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    return Rights.of(statements(desired, partition, account, callers).values(), desired);
  }

  private static Map<String, Statement> statements(
      Desired desired, Partition partition, String account, List<Caller> callers) {
    Permissions p = new Permissions(desired, partition, account);
    for (Caller caller : callers) {
      p.caller = caller;
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

  private void reads() {
    Actions ofRole = new Actions();
    ofRole.add(on(Component.ROLE, Component.POLICIES, Component.ROLE_IN_PROFILE), "GetRole");
    ofRole.add(on(Component.POLICIES), "ListAttachedRolePolicies");
    ofRole.add(caller.operation() == Operation.DELETE, "ListRolePolicies");
    ofRole.add(caller.operation() == Operation.DELETE, "ListInstanceProfilesForRole");
    Actions ofProfile = new Actions();
    ofProfile.add(on(Component.PROFILE, Component.ROLE_IN_PROFILE), "GetInstanceProfile");
    statement("ReadRole", ofRole, anyPath(role, "role/" + desired.roleName()), Map.of());
    statement(
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
    statement(
        "CreateRoleWithinBoundary",
        within,
        List.of(role),
        condition(
            "StringEquals",
            "iam:PermissionsBoundary",
            boundary().map(Statement::literal).stream().toList()));
    statement("CreateRole", ofRole, List.of(role), Map.of());
    statement("AttachPolicies", attach, List.of(role), onlyThePolicies());
    statement(
        "PassRoleToEc2",
        pass,
        List.of(role),
        condition(
            "StringEquals",
            "iam:PassedToService",
            // In China EC2 is known by either name.
            List.of("ec2.amazonaws.com", partition.ec2Service()).stream().distinct().toList()));
    statement("CreateInstanceProfile", ofProfile, List.of(profile), Map.of());
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
    statement("DeleteRole", ofRole, List.of(role), onlyManaged());
    statement("DetachPolicies", detach, List.of(role), onlyThePolicies());
    statement("DeleteInstanceProfile", ofProfile, List.of(profile), onlyManaged());
    statement(
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

  /** Adds a statement, unless there is no action to allow. */
  private void statement(
      String sid,
      Actions actions,
      List<String> resources,
      Map<String, Map<String, List<String>>> conditions) {
    if (!actions.names.isEmpty()) {
      statements
          .computeIfAbsent(sid, s -> new Statement(new LinkedHashSet<>(), resources, conditions))
          .actions()
          .addAll(actions.names);
    }
  }

  private static final class Actions {
    private final List<String> names = new ArrayList<>();

    void add(boolean needed, String name) {
      if (needed) {
        names.add("iam:" + name);
      }
    }
  }
}
