package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;

/** One writing IAM call. Changes of one stage are independent and may run side by side. */
public sealed interface Change {
  /** IAM's name of the call, which is the record's. */
  default String action() {
    return getClass().getSimpleName();
  }

  /** What it is about: an ARN, or a name where there is none yet. */
  String resource();

  int stage();

  /** Makes the call; the answer is the resource as it is known now. */
  String apply(IamWrites iam);

  record CreateRole(Desired desired) implements Change {
    @Override
    public String resource() {
      return desired.roleName();
    }

    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      return iam.createRole(desired);
    }
  }

  record CreateInstanceProfile(Desired desired) implements Change {
    @Override
    public String resource() {
      return desired.profileName();
    }

    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      return iam.createInstanceProfile(desired);
    }
  }

  record UpdateAssumeRolePolicy(String role, String resource, PolicyDocument trust)
      implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.updateAssumeRolePolicy(role, trust);
      return resource;
    }
  }

  record UpdateRole(String role, String resource, String description, Integer maxSessionDuration)
      implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.updateRole(role, description, maxSessionDuration);
      return resource;
    }
  }

  record PutRolePermissionsBoundary(String role, String resource, String policyArn)
      implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.putRolePermissionsBoundary(role, policyArn);
      return resource;
    }
  }

  record TagRole(String role, String resource, Map<String, String> tags) implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.tagRole(role, tags);
      return resource;
    }
  }

  record TagInstanceProfile(String profile, String resource, Map<String, String> tags)
      implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.tagInstanceProfile(profile, tags);
      return resource;
    }
  }

  record UntagRole(String role, String resource, List<String> keys) implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.untagRole(role, keys);
      return resource;
    }
  }

  record UntagInstanceProfile(String profile, String resource, List<String> keys)
      implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.untagInstanceProfile(profile, keys);
      return resource;
    }
  }

  /** Detaching comes before attaching, so that a full role has room. */
  record DetachRolePolicy(String role, String resource) implements Change {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.detachRolePolicy(role, resource);
      return resource;
    }
  }

  record AttachRolePolicy(String role, String resource) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.attachRolePolicy(role, resource);
      return resource;
    }
  }

  record AddRoleToInstanceProfile(String profile, String resource, String role) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.addRoleToInstanceProfile(profile, role);
      return resource;
    }
  }

  /** Remove and Add as one, with the old role put back where Add fails. */
  record ReplaceRoleInInstanceProfile(
      String profile, String resource, String oldRole, String newRole) implements Change {
    @Override
    public int stage() {
      return 2;
    }

    @Override
    public String apply(IamWrites iam) {
      iam.replaceRoleInInstanceProfile(profile, oldRole, newRole);
      return resource;
    }
  }
}
