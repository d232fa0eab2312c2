package io.github.ecsprofile.model;

/** The writing IAM actions that a plan may contain, with their effect on a resource. */
public enum IamAction {
  CREATE_ROLE("CreateRole", Effect.ADD),
  CREATE_INSTANCE_PROFILE("CreateInstanceProfile", Effect.ADD),
  UPDATE_ASSUME_ROLE_POLICY("UpdateAssumeRolePolicy", Effect.CHANGE),
  UPDATE_ROLE("UpdateRole", Effect.CHANGE),
  PUT_ROLE_PERMISSIONS_BOUNDARY("PutRolePermissionsBoundary", Effect.CHANGE),
  TAG_ROLE("TagRole", Effect.CHANGE),
  TAG_INSTANCE_PROFILE("TagInstanceProfile", Effect.CHANGE),
  UNTAG_ROLE("UntagRole", Effect.REMOVE),
  UNTAG_INSTANCE_PROFILE("UntagInstanceProfile", Effect.REMOVE),
  DETACH_ROLE_POLICY("DetachRolePolicy", Effect.REMOVE),
  ATTACH_ROLE_POLICY("AttachRolePolicy", Effect.ADD),
  ADD_ROLE_TO_INSTANCE_PROFILE("AddRoleToInstanceProfile", Effect.ADD),
  REMOVE_ROLE_FROM_INSTANCE_PROFILE("RemoveRoleFromInstanceProfile", Effect.REMOVE),
  DELETE_ROLE_POLICY("DeleteRolePolicy", Effect.REMOVE),
  DELETE_INSTANCE_PROFILE("DeleteInstanceProfile", Effect.REMOVE),
  DELETE_ROLE("DeleteRole", Effect.REMOVE);

  /** What a change does to its resource. */
  public enum Effect {
    ADD,
    CHANGE,
    REMOVE
  }

  private final String apiName;
  private final Effect effect;

  IamAction(String apiName, Effect effect) {
    this.apiName = apiName;
    this.effect = effect;
  }

  /** Returns the action's name in the IAM API, such as {@code CreateRole}. */
  public String apiName() {
    return apiName;
  }

  /** Returns what the action does to its resource. */
  public Effect effect() {
    return effect;
  }
}
