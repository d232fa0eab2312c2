package io.github.ecsprofile.model;

/** What a command looks at and makes true; a command names its aspects and no other is read. */
public enum Aspect {
  ROLE,
  POLICIES,
  PROFILE,
  MEMBERSHIP
}
