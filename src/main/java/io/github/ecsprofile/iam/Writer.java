package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Every writing call that the tool may make. */
public final class Writer implements IamWrites {
  private final IamClient iam;

  public Writer(IamClient iam) {
    this.iam = iam;
  }

  @Override
  public Change.Created createRole(Desired d) {
    Role role =
        SdkErrors.call(
            "CreateRole",
            () ->
                iam.createRole(
                        r -> {
                          r.roleName(d.roleName())
                              .path(d.path().orElse(null))
                              .assumeRolePolicyDocument(d.trust().json())
                              .tags(tags(d.tags()));
                          d.attributes().values().keySet().forEach(a -> set(a, d.attributes(), r));
                        })
                    .role());
    return new Change.Created(role.arn(), role.roleId());
  }

  private static CreateRoleRequest.Builder set(
      RoleAttribute attribute, RoleAttributes values, CreateRoleRequest.Builder request) {
    return switch (attribute) {
      case DESCRIPTION -> request.description(values.text(attribute));
      case MAX_SESSION_DURATION -> request.maxSessionDuration(seconds(values, attribute));
      case PERMISSIONS_BOUNDARY -> request.permissionsBoundary(values.text(attribute));
    };
  }

  private static Integer seconds(RoleAttributes values, RoleAttribute attribute) {
    return values.get(attribute).map(v -> ((AttributeValue.Seconds) v).number()).orElse(null);
  }

  @Override
  public Change.Created createInstanceProfile(Desired d) {
    InstanceProfile profile =
        SdkErrors.call(
            "CreateInstanceProfile",
            () ->
                iam.createInstanceProfile(
                        r ->
                            r.instanceProfileName(d.profileName())
                                .path(d.path().orElse(null))
                                .tags(tags(d.tags())))
                    .instanceProfile());
    return new Change.Created(profile.arn(), profile.instanceProfileId());
  }

  @Override
  public void attachRolePolicy(String role, String arn) {
    call("AttachRolePolicy", i -> i.attachRolePolicy(r -> r.roleName(role).policyArn(arn)));
  }

  @Override
  public void detachRolePolicy(String role, String arn) {
    ignoreNotFound(
        "DetachRolePolicy", i -> i.detachRolePolicy(r -> r.roleName(role).policyArn(arn)));
  }

  @Override
  public void addRoleToInstanceProfile(String profile, String role) {
    call(
        "AddRoleToInstanceProfile",
        i -> i.addRoleToInstanceProfile(r -> r.instanceProfileName(profile).roleName(role)));
  }

  @Override
  public void requireRole(String role) {
    SdkErrors.call("GetRole", () -> iam.getRole(r -> r.roleName(role)));
  }

  @Override
  public void removeRoleFromInstanceProfile(String profile, String role) {
    ignoreNotFound(
        "RemoveRoleFromInstanceProfile",
        i -> i.removeRoleFromInstanceProfile(r -> r.instanceProfileName(profile).roleName(role)));
  }

  @Override
  public void updateAssumeRolePolicy(String role, PolicyDocument trust) {
    call(
        "UpdateAssumeRolePolicy",
        i -> i.updateAssumeRolePolicy(r -> r.roleName(role).policyDocument(trust.json())));
  }

  @Override
  public void updateRole(String role, RoleAttributes values) {
    call(
        "UpdateRole",
        i ->
            i.updateRole(
                r ->
                    r.roleName(role)
                        .description(values.text(RoleAttribute.DESCRIPTION))
                        .maxSessionDuration(seconds(values, RoleAttribute.MAX_SESSION_DURATION))));
  }

  @Override
  public void putRolePermissionsBoundary(String role, RoleAttributes values) {
    String arn = values.text(RoleAttribute.PERMISSIONS_BOUNDARY);
    call(
        "PutRolePermissionsBoundary",
        i -> i.putRolePermissionsBoundary(r -> r.roleName(role).permissionsBoundary(arn)));
  }

  @Override
  public void tagRole(String role, Map<String, String> tags) {
    call("TagRole", i -> i.tagRole(r -> r.roleName(role).tags(tags(tags))));
  }

  @Override
  public void untagRole(String role, List<String> keys) {
    call("UntagRole", i -> i.untagRole(r -> r.roleName(role).tagKeys(keys)));
  }

  @Override
  public void tagInstanceProfile(String profile, Map<String, String> tags) {
    call(
        "TagInstanceProfile",
        i -> i.tagInstanceProfile(r -> r.instanceProfileName(profile).tags(tags(tags))));
  }

  @Override
  public void untagInstanceProfile(String profile, List<String> keys) {
    call(
        "UntagInstanceProfile",
        i -> i.untagInstanceProfile(r -> r.instanceProfileName(profile).tagKeys(keys)));
  }

  @Override
  public void deleteRolePolicy(String role, String policyName) {
    ignoreNotFound(
        "DeleteRolePolicy", i -> i.deleteRolePolicy(r -> r.roleName(role).policyName(policyName)));
  }

  @Override
  public void deleteInstanceProfile(String profile) {
    ignoreNotFound(
        "DeleteInstanceProfile", i -> i.deleteInstanceProfile(r -> r.instanceProfileName(profile)));
  }

  @Override
  public void deleteRole(String role) {
    ignoreNotFound("DeleteRole", i -> i.deleteRole(r -> r.roleName(role)));
  }

  private void call(String action, Function<IamClient, Object> call) {
    SdkErrors.call(action, () -> call.apply(iam));
  }

  /** Treats NoSuchEntity as success: what was to be removed does not exist. */
  private void ignoreNotFound(String action, Function<IamClient, Object> call) {
    SdkErrors.call(
        action,
        () -> {
          try {
            return call.apply(iam);
          } catch (AwsServiceException e) {
            if (SdkErrors.isCode(e, "NoSuchEntity")) {
              return null;
            }
            throw e;
          }
        });
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }
}
