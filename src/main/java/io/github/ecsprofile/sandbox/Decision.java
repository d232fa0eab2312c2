package io.github.ecsprofile.sandbox;

/**
 * Lists the outcomes of an evaluation, with the ending of the AccessDenied text (IAM User Guide,
 * "Troubleshoot access denied error messages"; %s is the action).
 */
enum Decision {
  ALLOWED(""),
  SCP_DENY("with an explicit deny in a service control policy"),
  BOUNDARY_DENY("with an explicit deny in a permissions boundary"),
  SESSION_DENY("with an explicit deny in a session policy"),
  IDENTITY_DENY("with an explicit deny in an identity-based policy"),
  NO_SCP_ALLOW("because no service control policy allows the %s action"),
  NO_BOUNDARY_ALLOW("because no permissions boundary allows the %s action"),
  NO_SESSION_ALLOW("because no session policy allows the %s action"),
  NO_IDENTITY_ALLOW("because no identity-based policy allows the %s action");

  private final String reason;

  Decision(String reason) {
    this.reason = reason;
  }

  boolean isAllowed() {
    return this == ALLOWED;
  }

  boolean isExplicitDeny() {
    return this == SCP_DENY
        || this == BOUNDARY_DENY
        || this == SESSION_DENY
        || this == IDENTITY_DENY;
  }

  /** Returns the reason of a denial, as IAM words it. */
  String reason(String action) {
    return reason.formatted(action);
  }
}
