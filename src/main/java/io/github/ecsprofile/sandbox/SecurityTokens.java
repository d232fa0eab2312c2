package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Implements the actions of STS. */
final class SecurityTokens {
  private static final int MIN_SECONDS = 900;
  private static final int MAX_TOKEN_SECONDS = 129600;
  private static final int CHAINED_SECONDS = 3600;

  private SecurityTokens() {}

  static void callerIdentity(RequestContext c) {
    c.xml
        .tag("Arn", c.callerArn())
        .tag("UserId", c.caller.id())
        .tag("Account", RequestContext.ACCOUNT);
  }

  static void sessionToken(RequestContext c) {
    Integer seconds = c.params.number("DurationSeconds", MIN_SECONDS, MAX_TOKEN_SECONDS);
    c.params.check();
    if (c.caller.role() != null) {
      throw new IamError(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    credentials(c, c.caller, seconds == null ? 43200 : seconds);
  }

  static void assumeRole(RequestContext c) {
    String arn = c.params.arn("RoleArn", true);
    String session = c.params.text("RoleSessionName", true, 2, 64, "[\\w+=,.@-]*");
    Integer seconds = c.params.number("DurationSeconds", MIN_SECONDS, 43200);
    SessionScope scope = SessionScope.of(c);
    if (!arn.matches("arn:[\\w-]+:iam::\\d{12}:role/.+")) {
      throw IamError.validation(arn + " is invalid");
    }
    State.Role role =
        c.visible.roles.values().stream()
            .filter(r -> arn.equals(c.arn("role" + r.path + r.name)))
            .findFirst()
            .orElse(null);
    // After AssumeRole itself, TagSession and SetSourceIdentity where they are used.
    for (AccessRequest request : AccessRequests.of(c)) {
      requireAllowed(role, request, c);
    }
    String inherited = c.caller.scope().sourceIdentity();
    if (inherited != null && !inherited.equals(scope.sourceIdentity())) {
      // IAM User Guide, as in AccessRequests: it cannot be changed. The text is not recorded.
      throw denied("sts:SetSourceIdentity", arn, "", c);
    }
    // API Reference, AssumeRole: DurationSeconds with role chaining. A session token counts too.
    if (seconds != null && seconds > CHAINED_SECONDS && c.caller.issued() != null) {
      throw IamError.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (seconds != null && seconds > role.maxSessionDuration) {
      throw IamError.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    Principal principal = new Principal(role.name, role.id + ":" + session, session, null, scope);
    credentials(c, principal, seconds == null ? 3600 : seconds);
    c.xml
        .open("AssumedRoleUser")
        .tag("AssumedRoleId", principal.id())
        .tag("Arn", principal.arn(c.partition))
        .close("AssumedRoleUser");
    if (scope.packedSize() != null) {
      c.xml.tag("PackedPolicySize", scope.packedSize());
    }
    c.xml.tag("SourceIdentity", scope.sourceIdentity());
  }

  private static void requireAllowed(State.Role role, AccessRequest request, RequestContext c) {
    Trust trust = role == null ? Trust.NONE : trust(role, request, c);
    Decision decision = c.decide(request);
    boolean allowed =
        decision.isAllowed() && trust != Trust.NONE
            || decision == Decision.NO_IDENTITY_ALLOW && trust == Trust.CALLER;
    if (!allowed) {
      // STS gives the reason of an explicit deny only.
      String reason = decision.isExplicitDeny() ? " " + decision.reason(request.action()) : "";
      throw denied(request.action(), request.resource(), reason, c);
    }
  }

  private static IamError denied(String action, String resource, String reason, RequestContext c) {
    return new IamError(
        403,
        "AccessDenied",
        "User: "
            + c.callerArn()
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + resource
            + reason);
  }

  private static void credentials(RequestContext c, Principal principal, int seconds) {
    String key = RequestContext.newId("ASI").substring(0, 20);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant expiry = now.plusSeconds(seconds);
    c.sessions.add(
        key,
        new Principal(
            principal.role(), principal.id(), principal.session(), now, principal.scope()),
        expiry);
    c.xml
        .open("Credentials")
        .tag("AccessKeyId", key)
        .tag("SecretAccessKey", RequestContext.newId("sandbox-secret-"))
        .tag("SessionToken", RequestContext.newId("sandbox-token-"))
        .tag("Expiration", expiry)
        .close("Credentials");
  }

  /** Lists whom a trust policy allows: a caller named by ARN needs no identity policy. */
  private enum Trust {
    NONE,
    ACCOUNT,
    CALLER
  }

  private static Trust trust(State.Role role, AccessRequest request, RequestContext c) {
    Map<String, List<String>> context = new HashMap<>(request.context());
    Trust trust = Trust.NONE;
    for (JsonNode s : PolicyTree.list(PolicyTree.parse(role.trust).path("Statement"))) {
      Trust one = names(s, c);
      if (one == Trust.NONE
          || !isAbout(s, request.action().toLowerCase(Locale.ROOT))
          || !holds(s, context)) {
        continue;
      }
      if (s.path("Effect").asText().equals("Deny")) {
        return Trust.NONE;
      }
      trust = one.compareTo(trust) > 0 ? one : trust;
    }
    return trust;
  }

  private static boolean isAbout(JsonNode s, String action) {
    return PolicyTree.texts(s.path("Action")).stream()
        .anyMatch(a -> Wildcards.matches(a.toLowerCase(Locale.ROOT), action));
  }

  private static boolean holds(JsonNode s, Map<String, List<String>> context) {
    for (Map.Entry<String, JsonNode> operator : s.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        try {
          if (!Condition.of(operator.getKey(), key.getKey(), PolicyTree.texts(key.getValue()), true)
              .holds(context)) {
            return false;
          }
        } catch (IllegalArgumentException e) {
          // Not evaluated: an Allow must not apply then, and a Deny must.
          return s.path("Effect").asText().equals("Deny");
        }
      }
    }
    return true;
  }

  private static Trust names(JsonNode s, RequestContext c) {
    boolean negated = s.has("NotPrincipal");
    Trust trust = Trust.NONE;
    for (String p : PolicyTree.texts(s.path(negated ? "NotPrincipal" : "Principal").path("AWS"))) {
      if (p.equals(c.callerArn()) || p.equals(c.principalArn()) || p.equals("*")) {
        trust = Trust.CALLER;
      } else if (trust == Trust.NONE
          && (p.equals(RequestContext.ACCOUNT) || p.equals(c.arn("root")))) {
        trust = Trust.ACCOUNT;
      }
    }
    return negated ? trust == Trust.NONE ? Trust.CALLER : Trust.NONE : trust;
  }
}
