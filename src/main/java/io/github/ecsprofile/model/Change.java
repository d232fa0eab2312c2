package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One planned change: one writing IAM call, or two where IAM has no call that does it at once.
 * Changes of one stage are independent and may be applied in parallel; a stage begins when the one
 * before has ended.
 */
public sealed interface Change {
  /** The number of stages; the first is 1. */
  int STAGES = 2;

  /**
   * What IAM answered.
   *
   * @param resource the ARN of what was created; null for other calls
   * @param id the unique id of what was created; null for other calls
   */
  record Created(String resource, String id) {
    /** The answer of a call that creates nothing. */
    public static final Created NOTHING = new Created(null, null);
  }

  /** Returns the calls, in order. */
  List<Step> steps();

  /** Makes the one call of a change that has one. */
  Created call(IamWrites iam);

  /** Applies the change through the runner; fails with the {@link Failure} of a call. */
  default Created apply(IamWrites iam, StepRunner runner) {
    return runner.run(steps().get(0), () -> call(iam));
  }

  /** Returns the stage in which the change is applied, from 1. */
  default int stage() {
    return 1;
  }

  private static List<Step> step(
      IamAction action, String resource, Step.Target target, ObjectNode before, ObjectNode after) {
    return List.of(new Step(action, resource, target, before, after));
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode value(String name, JsonNode value) {
    ObjectNode all = none();
    all.set(name, value);
    return all;
  }

  private static ObjectNode value(String name, String value) {
    return none().put(name, value);
  }

  private static ObjectNode tags(Map<String, String> tags) {
    ObjectNode all = none();
    tags.forEach(all::put);
    return tags.isEmpty() ? none() : value("tags", all);
  }

  record CreateRole(Desired desired) implements Change {
    @Override
    public List<Step> steps() {
      ObjectNode after = none();
      desired.path().ifPresent(p -> after.put("path", p));
      after.set("trustPolicy", desired.trust().tree());
      after.setAll(desired.attributes().json());
      after.setAll(tags(desired.tags()));
      String role = desired.roleName();
      return step(IamAction.CREATE_ROLE, role, Step.Target.ofRole(role), none(), after);
    }

    @Override
    public Created call(IamWrites iam) {
      return iam.createRole(desired);
    }
  }

  record CreateInstanceProfile(Desired desired) implements Change {
    @Override
    public List<Step> steps() {
      ObjectNode after = none();
      desired.path().ifPresent(p -> after.put("path", p));
      after.setAll(tags(desired.tags()));
      String name = desired.profileName();
      return step(
          IamAction.CREATE_INSTANCE_PROFILE, name, Step.Target.ofProfile(name), none(), after);
    }

    @Override
    public Created call(IamWrites iam) {
      return iam.createInstanceProfile(desired);
    }
  }

  record UpdateAssumeRolePolicy(
      String role, String resource, PolicyDocument before, PolicyDocument after) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.UPDATE_ASSUME_ROLE_POLICY,
          resource,
          Step.Target.ofRole(role),
          value("trustPolicy", before.tree()),
          value("trustPolicy", after.tree()));
    }

    @Override
    public Created call(IamWrites iam) {
      iam.updateAssumeRolePolicy(role, after);
      return Created.NOTHING;
    }
  }

  /**
   * Sets attributes of a role by the one call that they have.
   *
   * @param keep the other attributes that the call sets, as they are: they are sent along so that
   *     the call clears none
   */
  record SetRoleAttributes(
      RoleAttribute.Setter setter,
      String role,
      String resource,
      RoleAttributes before,
      RoleAttributes after,
      RoleAttributes keep)
      implements Change {
    @Override
    public List<Step> steps() {
      return step(setter.action(), resource, Step.Target.ofRole(role), before.json(), after.json());
    }

    @Override
    public Created call(IamWrites iam) {
      setter.send(iam, role, after.or(keep));
      return Created.NOTHING;
    }
  }

  /** Tags are set after others were removed, so that a resource with IAM's 50 tags has room. */
  record TagRole(
      String role, String resource, Map<String, String> before, Map<String, String> after)
      implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.TAG_ROLE, resource, Step.Target.ofRole(role), tags(before), tags(after));
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.tagRole(role, after);
      return Created.NOTHING;
    }
  }

  record TagInstanceProfile(
      String profile, String resource, Map<String, String> before, Map<String, String> after)
      implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.TAG_INSTANCE_PROFILE,
          resource,
          Step.Target.ofProfile(profile),
          tags(before),
          tags(after));
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.tagInstanceProfile(profile, after);
      return Created.NOTHING;
    }
  }

  record UntagRole(String role, String resource, Map<String, String> tags) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.UNTAG_ROLE, resource, Step.Target.ofRole(role), Change.tags(tags), none());
    }

    @Override
    public Created call(IamWrites iam) {
      iam.untagRole(role, List.copyOf(tags.keySet()));
      return Created.NOTHING;
    }
  }

  record UntagInstanceProfile(String profile, String resource, Map<String, String> tags)
      implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.UNTAG_INSTANCE_PROFILE,
          resource,
          Step.Target.ofProfile(profile),
          Change.tags(tags),
          none());
    }

    @Override
    public Created call(IamWrites iam) {
      iam.untagInstanceProfile(profile, List.copyOf(tags.keySet()));
      return Created.NOTHING;
    }
  }

  /** Detaches before others are attached, so that a role at its quota has room. */
  record DetachRolePolicy(String role, String policyArn) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.DETACH_ROLE_POLICY,
          policyArn,
          new Step.Target(role, null, policyArn),
          value("policy", policyArn),
          none());
    }

    @Override
    public Created call(IamWrites iam) {
      iam.detachRolePolicy(role, policyArn);
      return Created.NOTHING;
    }
  }

  record AttachRolePolicy(String role, String policyArn) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.ATTACH_ROLE_POLICY,
          policyArn,
          new Step.Target(role, null, policyArn),
          none(),
          value("policy", policyArn));
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.attachRolePolicy(role, policyArn);
      return Created.NOTHING;
    }
  }

  record AddRoleToInstanceProfile(String profile, String resource, String role) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.ADD_ROLE_TO_INSTANCE_PROFILE,
          resource,
          new Step.Target(role, profile, null),
          none(),
          value("role", role));
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.addRoleToInstanceProfile(profile, role);
      return Created.NOTHING;
    }
  }

  /**
   * Replaces the role in an instance profile: IAM has no call for it, so the old role is removed
   * and the new one added. If the new one cannot be added, the old one is added again.
   */
  record ReplaceRoleInInstanceProfile(
      String profile, String resource, String oldRole, String newRole) implements Change {
    @Override
    public List<Step> steps() {
      return List.of(
          new Step(
              IamAction.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
              resource,
              new Step.Target(oldRole, profile, null),
              value("role", oldRole),
              none()),
          add(newRole));
    }

    private Step add(String role) {
      return new Step(
          IamAction.ADD_ROLE_TO_INSTANCE_PROFILE,
          resource,
          new Step.Target(role, profile, null),
          none(),
          value("role", role));
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      return apply(iam, (step, call) -> call.get());
    }

    @Override
    public Created apply(IamWrites iam, StepRunner runner) {
      // A role that does not exist must not cost the instance profile the one that it holds.
      iam.requireRole(newRole);
      runner.run(
          steps().get(0),
          () -> {
            iam.removeRoleFromInstanceProfile(profile, oldRole);
            return Created.NOTHING;
          });
      try {
        return addRole(iam, runner, newRole);
      } catch (Failure notAdded) {
        try {
          addRole(iam, runner, oldRole);
        } catch (Failure notRestored) {
          // The runner's report says that the instance profile is empty.
          notAdded.addSuppressed(notRestored);
        }
        throw notAdded;
      }
    }

    private Created addRole(IamWrites iam, StepRunner runner, String role) {
      return runner.run(
          add(role),
          () -> {
            iam.addRoleToInstanceProfile(profile, role);
            return Created.NOTHING;
          });
    }
  }

  record RemoveRoleFromInstanceProfile(String profile, String resource, String role)
      implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
          resource,
          new Step.Target(role, profile, null),
          value("role", role),
          none());
    }

    @Override
    public Created call(IamWrites iam) {
      iam.removeRoleFromInstanceProfile(profile, role);
      return Created.NOTHING;
    }
  }

  /** An inline policy has no ARN: its name is used. */
  record DeleteRolePolicy(String role, String policyName) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.DELETE_ROLE_POLICY,
          policyName,
          new Step.Target(role, null, policyName),
          value("inlinePolicy", policyName),
          none());
    }

    @Override
    public Created call(IamWrites iam) {
      iam.deleteRolePolicy(role, policyName);
      return Created.NOTHING;
    }
  }

  /** Deletes the instance profile that has this unique id; it was shown with it. */
  record DeleteInstanceProfile(String profile, String resource, String id) implements Change {
    @Override
    public List<Step> steps() {
      return step(
          IamAction.DELETE_INSTANCE_PROFILE,
          resource,
          Step.Target.ofProfile(profile),
          none(),
          none());
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.deleteInstanceProfile(profile);
      return Created.NOTHING;
    }
  }

  /** Deletes the role that has this unique id; it was shown with it. */
  record DeleteRole(String role, String resource, String id) implements Change {
    @Override
    public List<Step> steps() {
      return step(IamAction.DELETE_ROLE, resource, Step.Target.ofRole(role), none(), none());
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created call(IamWrites iam) {
      iam.deleteRole(role);
      return Created.NOTHING;
    }
  }
}
