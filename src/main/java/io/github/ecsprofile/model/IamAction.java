package io.github.ecsprofile.model;

/**
 * The writing IAM actions that a plan may contain, with what they change and their effect on it.
 */
public enum IamAction {
  CREATE_ROLE("CreateRole", Effect.ADD, Item.ROLE),
  CREATE_INSTANCE_PROFILE("CreateInstanceProfile", Effect.ADD, Item.INSTANCE_PROFILE),
  UPDATE_ASSUME_ROLE_POLICY("UpdateAssumeRolePolicy", Effect.CHANGE, Item.ROLE),
  UPDATE_ROLE("UpdateRole", Effect.CHANGE, Item.ROLE),
  PUT_ROLE_PERMISSIONS_BOUNDARY("PutRolePermissionsBoundary", Effect.CHANGE, Item.ROLE),
  TAG_ROLE("TagRole", Effect.CHANGE, Item.ROLE),
  TAG_INSTANCE_PROFILE("TagInstanceProfile", Effect.CHANGE, Item.INSTANCE_PROFILE),
  UNTAG_ROLE("UntagRole", Effect.REMOVE, Item.ROLE_TAGS),
  UNTAG_INSTANCE_PROFILE("UntagInstanceProfile", Effect.REMOVE, Item.INSTANCE_PROFILE_TAGS),
  DETACH_ROLE_POLICY("DetachRolePolicy", Effect.REMOVE, Item.ATTACHED_POLICY),
  ATTACH_ROLE_POLICY("AttachRolePolicy", Effect.ADD, Item.ATTACHED_POLICY),
  ADD_ROLE_TO_INSTANCE_PROFILE("AddRoleToInstanceProfile", Effect.ADD, Item.ROLE_IN_PROFILE),
  REMOVE_ROLE_FROM_INSTANCE_PROFILE(
      "RemoveRoleFromInstanceProfile", Effect.REMOVE, Item.ROLE_IN_PROFILE),
  DELETE_ROLE_POLICY("DeleteRolePolicy", Effect.REMOVE, Item.INLINE_POLICY),
  DELETE_INSTANCE_PROFILE("DeleteInstanceProfile", Effect.REMOVE, Item.INSTANCE_PROFILE),
  DELETE_ROLE("DeleteRole", Effect.REMOVE, Item.ROLE);

  /** What a change does to its item. */
  public enum Effect {
    ADD,
    CHANGE,
    REMOVE
  }

  /** What a change is about. */
  public enum Item {
    ROLE,
    ROLE_TAGS,
    INSTANCE_PROFILE,
    INSTANCE_PROFILE_TAGS,
    ATTACHED_POLICY,
    INLINE_POLICY,
    ROLE_IN_PROFILE
  }

  private final String apiName;
  private final Effect effect;
  private final Item item;

  IamAction(String apiName, Effect effect, Item item) {
    this.apiName = apiName;
    this.effect = effect;
    this.item = item;
  }

  /** Returns the action's name in the IAM API, such as {@code CreateRole}. */
  public String apiName() {
    return apiName;
  }

  /** Returns what the action does to its item. */
  public Effect effect() {
    return effect;
  }

  /** Returns what the action changes. */
  public Item item() {
    return item;
  }
}
