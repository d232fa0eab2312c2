package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;

/** The writing calls that a change may make, named as IAM names them. */
public interface IamWrites {
  Change.Created createRole(Desired desired);

  Change.Created createInstanceProfile(Desired desired);

  void attachRolePolicy(String role, String policyArn);

  void detachRolePolicy(String role, String policyArn);

  void addRoleToInstanceProfile(String profile, String role);

  void replaceRoleInInstanceProfile(String profile, String oldRole, String newRole);

  void removeRoleFromInstanceProfile(String profile, String role);

  void updateAssumeRolePolicy(String role, PolicyDocument trust);

  void updateRole(String role, String description, Integer maxSessionDuration);

  void putRolePermissionsBoundary(String role, String policyArn);

  void tagRole(String role, Map<String, String> tags);

  void untagRole(String role, List<String> keys);

  void tagInstanceProfile(String profile, Map<String, String> tags);

  void untagInstanceProfile(String profile, List<String> keys);

  void deleteRolePolicy(String role, String policyName);

  void deleteInstanceProfile(String profile);

  void deleteRole(String role);
}
