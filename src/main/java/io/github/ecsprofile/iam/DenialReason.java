package io.github.ecsprofile.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which policy denies a request, by the wording of AWS's access denied messages (IAM User Guide,
 * "Troubleshoot access denied error messages"): either {@code with an explicit deny in a TYPE} or
 * {@code because no TYPE allows the ACTION action}.
 */
public enum DenialReason {
  SERVICE_CONTROL_POLICY("service control policy", "a service control policy denies it"),
  RESOURCE_CONTROL_POLICY("resource control policy", "a resource control policy denies it"),
  VPC_ENDPOINT_POLICY("VPC endpoint policy", "the policy of the VPC endpoint does not allow it"),
  PERMISSIONS_BOUNDARY("permissions boundary", "the caller's permissions boundary denies it"),
  SESSION_POLICY("session policy", "the session's policy does not allow it"),
  RESOURCE_BASED_POLICY("resource-based policy", "a resource-based policy denies it"),
  /** An explicit deny in an identity-based policy, or in one that AWS does not name. */
  EXPLICIT_DENY(null, "a policy denies it explicitly"),
  IDENTITY_BASED_POLICY("identity-based policy", "no identity-based policy allows it"),
  /** AWS gives no reason, as for callers of other accounts. */
  UNSPECIFIED(null, "no policy of the caller allows it");

  private static final Pattern REASON =
      Pattern.compile(
          "(with an explicit deny)(?: in an? ([A-Za-z -]+))?|because no ([A-Za-z -]+?) allows the",
          Pattern.CASE_INSENSITIVE);

  private final String type;
  private final String description;

  DenialReason(String type, String description) {
    this.type = type;
    this.description = description;
  }

  /** Returns the reason in words that complete "access denied: ACTION:". */
  public String description() {
    return description;
  }

  /** Returns the reason that a message of AWS gives. */
  static DenialReason of(String message) {
    Matcher m = REASON.matcher(message);
    if (!m.find()) {
      return UNSPECIFIED;
    }
    boolean explicit = m.group(1) != null;
    String named = String.valueOf(explicit ? m.group(2) : m.group(3)).trim();
    for (DenialReason reason : values()) {
      if (reason.type != null
          && named.regionMatches(true, 0, reason.type, 0, reason.type.length())) {
        return explicit && reason == IDENTITY_BASED_POLICY ? EXPLICIT_DENY : reason;
      }
    }
    return explicit ? EXPLICIT_DENY : UNSPECIFIED;
  }
}
