package io.github.ecsprofile.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which policy denies a request, by the wording of AWS's access denied messages (IAM User Guide,
 * "Troubleshoot access denied error messages"): either {@code with an explicit deny in a TYPE} or
 * {@code because no TYPE allows the ACTION action}.
 */
public enum DenialReason {
  SERVICE_CONTROL_POLICY(
      "service control policy",
      "Ask the administrators of the organization to allow %s: granting it in this account is not"
          + " enough."),
  RESOURCE_CONTROL_POLICY(
      "resource control policy",
      "Ask the administrators of the organization to allow %s: granting it in this account is not"
          + " enough."),
  VPC_ENDPOINT_POLICY(
      "VPC endpoint policy",
      "Allow %s in the policy of the VPC endpoint, or take another way to AWS: granting it to the"
          + " caller is not enough."),
  PERMISSIONS_BOUNDARY(
      "permissions boundary",
      "Allow %s in the caller's permissions boundary: granting it in an identity-based policy is not"
          + " enough."),
  SESSION_POLICY(
      // The guide's example of an explicit deny says "sessions policy".
      "sessions? policy",
      "Get credentials whose session policy allows %s: granting it in an identity-based policy is"
          + " not enough."),
  ROLE_TRUST_POLICY(
      "role trust policy",
      "Allow %s to the caller in the trust policy of the role: granting it to the caller is not"
          + " enough."),
  RESOURCE_BASED_POLICY(
      "resource-based policy",
      "Allow %s in the policy of the resource: granting it to the caller is not enough."),
  /** An explicit deny in an identity-based policy, or in one that AWS does not name. */
  EXPLICIT_DENY(null, "Remove the statement that denies %s: granting it does not override a deny."),
  IDENTITY_BASED_POLICY("identity-based policy", "Grant %s to the caller."),
  /** AWS gives no reason, as for callers of other accounts. */
  UNSPECIFIED(null, "Grant %s to the caller.");

  private static final Pattern REASON =
      Pattern.compile(
          "(with an explicit deny)(?: in (?:an?|the) ([A-Za-z -]+))?"
              + "|because no ([A-Za-z -]+?) allows the",
          Pattern.CASE_INSENSITIVE);

  /** A deny that is met on the way through another policy's resource, such as a VPC endpoint. */
  private static final Pattern THROUGH =
      Pattern.compile(".* transitively through an? ", Pattern.CASE_INSENSITIVE);

  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private final Pattern type;
  private final String hint;

  DenialReason(String type, String hint) {
    this.type = type == null ? null : Pattern.compile(type + ".*", Pattern.CASE_INSENSITIVE);
    this.hint = hint;
  }

  /**
   * Returns the reason in words that complete "access denied: ACTION:".
   *
   * @param explicit whether a statement denies it, rather than none allowing it
   */
  String description(boolean explicit) {
    return switch (this) {
      case EXPLICIT_DENY -> "a policy denies it explicitly";
      case UNSPECIFIED -> "no policy of the caller allows it";
      case IDENTITY_BASED_POLICY -> "no identity-based policy allows it";
      case SERVICE_CONTROL_POLICY -> verdict("service control policy", explicit);
      case RESOURCE_CONTROL_POLICY -> verdict("resource control policy", explicit);
      case VPC_ENDPOINT_POLICY -> "the policy of the VPC endpoint " + verb(explicit);
      case PERMISSIONS_BOUNDARY -> "the caller's permissions boundary " + verb(explicit);
      case SESSION_POLICY -> "the session's policy " + verb(explicit);
      case ROLE_TRUST_POLICY -> "the role's trust policy " + verb(explicit);
      case RESOURCE_BASED_POLICY -> verdict("resource-based policy", explicit);
    };
  }

  private static String verdict(String policy, boolean explicit) {
    return explicit ? "a " + policy + " denies it" : "no " + policy + " allows it";
  }

  private static String verb(boolean explicit) {
    return explicit ? "denies it" : "does not allow it";
  }

  /** Returns what to do about the action, as a sentence. */
  String hint(String action) {
    return this == UNSPECIFIED && action.equals(ASSUME_ROLE)
        // Between accounts both sides must allow it (IAM User Guide, "Cross-account policy
        // evaluation logic"), and AWS does not say which one does not.
        ? "Grant " + action + " on the role to the caller, and allow it in the role's trust policy."
        : String.format(hint, action);
  }

  /** Returns whether the message speaks of a statement that denies. */
  static boolean isExplicit(String message) {
    Matcher m = REASON.matcher(message);
    return m.find() && m.group(1) != null;
  }

  /** Returns the reason that a message of AWS gives. */
  static DenialReason of(String message) {
    Matcher m = REASON.matcher(message);
    if (!m.find()) {
      return UNSPECIFIED;
    }
    boolean explicit = m.group(1) != null;
    String named = String.valueOf(explicit ? m.group(2) : m.group(3)).trim();
    String policy = THROUGH.matcher(named).replaceFirst("");
    for (DenialReason reason : values()) {
      if (reason.type != null && reason.type.matcher(policy).matches()) {
        return explicit && reason == IDENTITY_BASED_POLICY ? EXPLICIT_DENY : reason;
      }
    }
    return explicit ? EXPLICIT_DENY : UNSPECIFIED;
  }
}
