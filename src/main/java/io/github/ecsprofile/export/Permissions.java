package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Partition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The identity policy that a caller of a command needs, and no more: actions, resources and
 * condition keys as in the Service Authorization Reference for IAM. Tags that go with a create ask
 * for TagRole and TagInstanceProfile too, a role that goes into a profile for PassRole.
 */
public final class Permissions {
  /** The commands that call IAM, with what each looks at. */
  public enum Command {
    CREATE_ROLE(Component.ROLE),
    ATTACH_POLICIES(Component.POLICIES),
    CREATE_PROFILE(Component.PROFILE),
    ADD_ROLE(Component.ROLE_IN_PROFILE),
    ALL(Component.values()),
    GET_ARN(Component.PROFILE),
    VERIFY(Component.values()),
    DELETE(Component.values());

    private final Set<Component> components;

    Command(Component... components) {
      this.components = EnumSet.noneOf(Component.class);
      this.components.addAll(List.of(components));
    }

    private boolean makes() {
      return this != GET_ARN && this != VERIFY && this != DELETE;
    }

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A command with the options that widen what it may do. */
  public record Caller(Command command, boolean update, boolean prune, boolean force) {}

  /** What a managed policy may hold at most, white space not counted (IAM quotas). */
  public static final int MANAGED_POLICY_SIZE = 6144;

  private final Desired desired;
  private final Partition partition;
  private final Caller caller;
  private final String role;
  private final String profile;
  private final String prefix;
  private final ArrayNode statements = JsonNodeFactory.instance.arrayNode();

  private Permissions(Desired desired, Partition partition, String account, Caller caller) {
    this.desired = desired;
    this.partition = partition;
    this.caller = caller;
    this.prefix = "arn:" + partition.id() + ":iam::" + account + ":";
    String path = desired.path().orElse("/");
    this.role = prefix + "role" + literal(path) + desired.roleName();
    this.profile = prefix + "instance-profile" + literal(path) + desired.profileName();
  }

  /**
   * @param account twelve digits, or {@code *}
   */
  public static ObjectNode policy(
      Desired desired, Partition partition, String account, Caller caller) {
    Permissions p = new Permissions(desired, partition, account, caller);
    p.reads();
    if (caller.command().makes()) {
      p.makes();
    } else if (caller.command() == Command.DELETE) {
      p.deletes();
    }
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    policy.set("Statement", p.statements);
    return policy;
  }

  private boolean on(Component... any) {
    return List.of(any).stream().anyMatch(caller.command().components::contains);
  }

  private void reads() {
    Actions ofRole = new Actions();
    ofRole.add(on(Component.ROLE, Component.POLICIES, Component.ROLE_IN_PROFILE), "GetRole");
    ofRole.add(on(Component.POLICIES), "ListAttachedRolePolicies");
    ofRole.add(caller.command() == Command.DELETE, "ListRolePolicies");
    ofRole.add(caller.command() == Command.DELETE, "ListInstanceProfilesForRole");
    Actions ofProfile = new Actions();
    ofProfile.add(on(Component.PROFILE, Component.ROLE_IN_PROFILE), "GetInstanceProfile");
    statement("ReadRole", ofRole, anyPath(role, "role/" + desired.roleName()));
    statement(
        "ReadInstanceProfile",
        ofProfile,
        anyPath(profile, "instance-profile/" + desired.profileName()));
  }

  /** A read names no path: of what does not exist yet, IAM knows the ARN without one. */
  private List<String> anyPath(String arn, String withoutPath) {
    return List.of(arn, prefix + withoutPath).stream().distinct().toList();
  }

  private void makes() {
    boolean update = caller.update();
    boolean prune = caller.prune();
    boolean bounded = desired.boundary().isPresent();
    Actions within = new Actions();
    within.add(bounded && on(Component.ROLE), "CreateRole");
    within.add(bounded && on(Component.ROLE) && update, "PutRolePermissionsBoundary");
    Actions ofRole = new Actions();
    ofRole.add(!bounded && on(Component.ROLE), "CreateRole");
    ofRole.add(on(Component.ROLE), "TagRole");
    ofRole.add(on(Component.ROLE) && update, "UpdateAssumeRolePolicy");
    ofRole.add(
        on(Component.ROLE)
            && update
            && (desired.description().isPresent() || desired.maxSessionDuration().isPresent()),
        "UpdateRole");
    ofRole.add(on(Component.ROLE) && prune, "UntagRole");
    // Which policies others have attached is not known here, so no condition can name them.
    ofRole.add(on(Component.POLICIES) && prune, "DetachRolePolicy");
    Actions attach = new Actions();
    attach.add(on(Component.POLICIES) && !desired.policies().isEmpty(), "AttachRolePolicy");
    Actions pass = new Actions();
    pass.add(on(Component.ROLE_IN_PROFILE), "PassRole");
    Actions ofProfile = new Actions();
    ofProfile.add(on(Component.PROFILE), "CreateInstanceProfile");
    ofProfile.add(on(Component.PROFILE), "TagInstanceProfile");
    ofProfile.add(on(Component.PROFILE) && prune, "UntagInstanceProfile");
    ofProfile.add(on(Component.ROLE_IN_PROFILE), "AddRoleToInstanceProfile");
    ofProfile.add(on(Component.ROLE_IN_PROFILE) && update, "RemoveRoleFromInstanceProfile");
    condition(
        statement("MakeRoleWithinBoundary", within, List.of(role)),
        "StringEquals",
        "iam:PermissionsBoundary",
        desired.boundary().map(Permissions::literal).stream().toList());
    statement("MakeRole", ofRole, List.of(role));
    onlyThePolicies(statement("AttachPolicies", attach, List.of(role)));
    condition(
        statement("PassRoleToEc2", pass, List.of(role)),
        "StringEquals",
        "iam:PassedToService",
        // In China EC2 goes by either name.
        List.of("ec2.amazonaws.com", partition.ec2Service()).stream().distinct().toList());
    statement("MakeInstanceProfile", ofProfile, List.of(profile));
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
    statement("DeleteRole", ofRole, List.of(role));
    onlyThePolicies(statement("DetachPolicies", detach, List.of(role)));
    statement("DeleteInstanceProfile", ofProfile, List.of(profile));
    statement("EmptyInstanceProfiles", ofAnyProfile, List.of(prefix + "instance-profile/*"));
  }

  private void onlyThePolicies(ObjectNode statement) {
    condition(
        statement,
        "ArnEquals",
        "iam:PolicyARN",
        desired.policies().stream().map(Permissions::literal).toList());
  }

  /** Null, and nothing written, where there is no action. */
  private ObjectNode statement(String sid, Actions actions, List<String> resources) {
    if (actions.names.isEmpty()) {
      return null;
    }
    ObjectNode one = statements.addObject().put("Sid", sid).put("Effect", "Allow");
    put(one, "Action", actions.names);
    put(one, "Resource", resources);
    return one;
  }

  private static void condition(
      ObjectNode statement, String operator, String key, List<String> values) {
    if (statement != null) {
      put(statement.putObject("Condition").putObject(operator), key, values);
    }
  }

  private static void put(ObjectNode node, String key, List<String> values) {
    if (values.size() == 1) {
      node.put(key, values.get(0));
    } else {
      values.forEach(node.putArray(key)::add);
    }
  }

  /**
   * A path may hold characters that a policy reads as its own (IAM User Guide, "IAM policy
   * elements: Variables and tags", predefined values).
   */
  private static String literal(String text) {
    return text.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
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
