package io.github.ecsprofile.model;

/** What a command looks at and makes true; a command names its components and no other is read. */
public enum Component {
  ROLE,
  POLICIES,
  PROFILE,
  ROLE_IN_PROFILE
}
