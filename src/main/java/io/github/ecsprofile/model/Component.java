package io.github.ecsprofile.model;

/** A part of the instance profile's set-up. A command names its components; no other is read. */
public enum Component {
  ROLE,
  POLICIES,
  PROFILE,
  ROLE_IN_PROFILE
}
