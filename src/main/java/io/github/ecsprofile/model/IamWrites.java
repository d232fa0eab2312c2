package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;

/**
 * The writing calls that a change may make, named as IAM names them. Each fails with a {@link
 * Failure}. A call that removes what does not exist succeeds.
 */
public interface IamWrites {
  Change.Created createRole(Desired desired);

  Change.Created createInstanceProfile(Desired desired);

  /** Fails as retryable unless IAM shows the role: reads, and writes nothing. */
  void requireRole(String role);

  void attachRolePolicy(String role, String policyArn);

  void detachRolePolicy(String role, String policyArn);

  void addRoleToInstanceProfile(String profile, String role);

  void removeRoleFromInstanceProfile(String profile, String role);

  void updateAssumeRolePolicy(String role, PolicyDocument trust);

  /** Sets the attributes that have a value. */
  void updateRole(String role, RoleAttributes values);

  void putRolePermissionsBoundary(String role, RoleAttributes values);

  void tagRole(String role, Map<String, String> tags);

  void untagRole(String role, List<String> keys);

  void tagInstanceProfile(String profile, Map<String, String> tags);

  void untagInstanceProfile(String profile, List<String> keys);

  void deleteRolePolicy(String role, String policyName);

  void deleteInstanceProfile(String profile);

  void deleteRole(String role);
}
