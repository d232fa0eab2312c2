package io.github.ecsprofile.sandbox;

/**
 * Holds IAM's default quotas. Source: an answer of GetAccountSummary recorded in February 2026; the
 * error texts of later reports agree ("PoliciesPerRole: 10"). The documentation of the same year
 * names higher defaults for some (20 managed policies per role); a recorded answer counts more.
 */
final class Quotas {
  static final int ROLES = 1000;
  static final int INSTANCE_PROFILES = 1000;
  static final int ROLES_PER_INSTANCE_PROFILE = 1;
  static final int POLICIES = 1500;
  static final int ATTACHED_POLICIES_PER_ROLE = 10;
  static final int VERSIONS_PER_POLICY = 5;

  /** Sizes in characters; white space does not count. */
  static final int ASSUME_ROLE_POLICY_SIZE = 2048;

  static final int POLICY_SIZE = 6144;
  static final int ROLE_POLICY_SIZE = 10240;
  static final int TAGS = 50;

  private Quotas() {}
}
