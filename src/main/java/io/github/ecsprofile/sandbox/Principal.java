package io.github.ecsprofile.sandbox;

import java.time.Instant;

/**
 * Identifies the caller of a request.
 *
 * @param role the name of the assumed role; null for the sandbox's user
 * @param id the unique id, as GetCallerIdentity returns it
 * @param session the name of the role session; null for the sandbox's user
 * @param issued when the temporary credentials were issued; null for an access key
 * @param scope the tags and policies of the session; none for the sandbox's user
 */
record Principal(String role, String id, String session, Instant issued, SessionScope scope) {
  static final String USER = "sandbox";
  static final Principal SANDBOX_USER =
      new Principal(null, "AIDASANDBOXSANDBOX234", null, null, SessionScope.NONE);

  /** Returns the ARN of the caller, as GetCallerIdentity returns it. */
  String arn(String partition) {
    return role == null
        ? "arn:" + partition + ":iam::" + RequestContext.ACCOUNT + ":user/" + USER
        : "arn:"
            + partition
            + ":sts::"
            + RequestContext.ACCOUNT
            + ":assumed-role/"
            + role
            + "/"
            + session;
  }
}
