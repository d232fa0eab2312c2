package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;

/**
 * One writing IAM call. Changes of one stage are independent and may run side by side; a stage
 * begins when the one before has ended.
 */
public sealed interface Change {
  /** What IAM answered: the resource as it is known now, and the unique id of what was created. */
  record Created(String resource, String id) {}

  /** IAM's name of the call, which is the record's. */
  default String action() {
    return getClass().getSimpleName();
  }

  /** The calls by IAM's names, in order; more than one where one change takes more. */
  default List<String> actions() {
    return List.of(action());
  }

  /** What it is about: an ARN, or a name where there is none yet. */
  String resource();

  default int stage() {
    return 1;
  }

  /** Makes the call. */
  Created apply(IamWrites iam);

  /** As a line says it. */
  default String describe() {
    return String.join(" and ", actions()) + " " + resource();
  }

  record CreateRole(Desired desired) implements Change {
    @Override
    public String resource() {
      return desired.roleName();
    }

    @Override
    public Created apply(IamWrites iam) {
      return iam.createRole(desired);
    }
  }

  record CreateInstanceProfile(Desired desired) implements Change {
    @Override
    public String resource() {
      return desired.profileName();
    }

    @Override
    public Created apply(IamWrites iam) {
      return iam.createInstanceProfile(desired);
    }
  }

  record UpdateAssumeRolePolicy(String role, String resource, PolicyDocument trust)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.updateAssumeRolePolicy(role, trust);
      return new Created(resource, null);
    }
  }

  /** What is null stays as it is (UpdateRole). */
  record UpdateRole(String role, String resource, String description, Integer maxSessionDuration)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.updateRole(role, description, maxSessionDuration);
      return new Created(resource, null);
    }
  }

  record PutRolePermissionsBoundary(String role, String resource, String policyArn)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.putRolePermissionsBoundary(role, policyArn);
      return new Created(resource, null);
    }
  }

  record TagRole(String role, String resource, Map<String, String> tags) implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.tagRole(role, tags);
      return new Created(resource, null);
    }
  }

  record TagInstanceProfile(String profile, String resource, Map<String, String> tags)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.tagInstanceProfile(profile, tags);
      return new Created(resource, null);
    }
  }

  record UntagRole(String role, String resource, List<String> keys) implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.untagRole(role, keys);
      return new Created(resource, null);
    }
  }

  record UntagInstanceProfile(String profile, String resource, List<String> keys)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.untagInstanceProfile(profile, keys);
      return new Created(resource, null);
    }
  }

  /** Detaching comes before attaching, so that a full role has room. */
  record DetachRolePolicy(String role, String resource) implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.detachRolePolicy(role, resource);
      return new Created(resource, null);
    }
  }

  record AttachRolePolicy(String role, String resource) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created apply(IamWrites iam) {
      iam.attachRolePolicy(role, resource);
      return new Created(resource, null);
    }
  }

  record AddRoleToInstanceProfile(String profile, String resource, String role) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created apply(IamWrites iam) {
      iam.addRoleToInstanceProfile(profile, role);
      return new Created(resource, null);
    }
  }

  /** Remove and Add as one, with the old role put back where Add fails. */
  record ReplaceRoleInInstanceProfile(
      String profile, String resource, String oldRole, String newRole) implements Change {
    @Override
    public List<String> actions() {
      return List.of("RemoveRoleFromInstanceProfile", "AddRoleToInstanceProfile");
    }

    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created apply(IamWrites iam) {
      iam.replaceRoleInInstanceProfile(profile, oldRole, newRole);
      return new Created(resource, null);
    }
  }

  record RemoveRoleFromInstanceProfile(String profile, String resource, String role)
      implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.removeRoleFromInstanceProfile(profile, role);
      return new Created(resource, null);
    }
  }

  /** An inline policy has no ARN; its name stands for it. */
  record DeleteRolePolicy(String role, String resource) implements Change {
    @Override
    public Created apply(IamWrites iam) {
      iam.deleteRolePolicy(role, resource);
      return new Created(resource, null);
    }
  }

  record DeleteInstanceProfile(String profile, String resource) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created apply(IamWrites iam) {
      iam.deleteInstanceProfile(profile);
      return new Created(resource, null);
    }
  }

  record DeleteRole(String role, String resource) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public Created apply(IamWrites iam) {
      iam.deleteRole(role);
      return new Created(resource, null);
    }
  }
}
