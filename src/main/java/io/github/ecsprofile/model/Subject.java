package io.github.ecsprofile.model;

/** What a {@link Check} compares. A keyed subject has one check for each tag or policy. */
public enum Subject {
  ROLE(false),
  TRUST_POLICY(false),
  ROLE_PATH(false),
  ROLE_ATTRIBUTE(false),
  ROLE_TAG(true),
  POLICY(true),
  INLINE_POLICY(true),
  INSTANCE_PROFILE(false),
  INSTANCE_PROFILE_PATH(false),
  INSTANCE_PROFILE_TAG(true),
  ROLE_IN_PROFILE(false),
  OTHER_INSTANCE_PROFILE(true);

  private final boolean keyed;

  Subject(boolean keyed) {
    this.keyed = keyed;
  }

  /** Returns whether a check of this subject has a key, such as a tag key or a policy ARN. */
  public boolean isKeyed() {
    return keyed;
  }
}
