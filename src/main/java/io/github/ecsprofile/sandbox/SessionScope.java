package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Holds what AssumeRole passes to a session: tags and session policies (IAM User Guide, "Pass
 * session tags in AWS STS" and "Session policies").
 *
 * @param tags the session tags, inherited ones included
 * @param transitive the keys of the tags that a session assumed from this one inherits
 * @param policies the session policies, one of which must allow; empty for none
 * @param sourceIdentity the identity that the session and those assumed from it carry; null for
 *     none
 * @param packedSize the PackedPolicySize in percent; null if nothing was passed
 */
record SessionScope(
    Map<String, String> tags,
    List<String> transitive,
    List<AccessPolicy> policies,
    String sourceIdentity,
    Integer packedSize) {
  static final SessionScope NONE = new SessionScope(Map.of(), List.of(), List.of(), null, null);

  /** The size of 100 percent, by one answer of AWS: 163 characters were 16 percent. */
  private static final int PACKED_SIZE = 1024;

  private static final int MAX_POLICY = 2048;

  /**
   * Reads the parameters of AssumeRole; the caller has not called {@link RequestParams#check} yet.
   */
  static SessionScope of(RequestContext c) {
    List<Map.Entry<String, String>> own = c.params.tags(false);
    List<String> keys = c.params.list("TransitiveTagKeys");
    String policy = c.params.text("Policy", false, 1, MAX_POLICY, null);
    String identity = c.params.text("SourceIdentity", false, 2, 64, "[\\w+=,.@-]*");
    c.params.check();
    Map<String, String> tags = tags(own, keys, c.caller.scope());
    List<String> transitive = new ArrayList<>(c.caller.scope().transitive());
    transitive.addAll(keys);
    List<AccessPolicy> policies = new ArrayList<>();
    int size = policy == null ? 0 : policy.length();
    if (policy != null) {
      PolicyValidator.validate(policy);
      if (c.limits.isLimited()) {
        policies.add(parsed(policy));
      }
    }
    List<String> arns = arns(c);
    for (String arn : arns) {
      if (c.limits.isLimited()) {
        policies.add(PrincipalPolicies.managed(arn, c));
      }
      size += arn.length();
    }
    for (Map.Entry<String, String> tag : own) {
      size += tag.getKey().length() + tag.getValue().length();
    }
    return new SessionScope(
        tags,
        transitive,
        policies,
        identity == null ? c.caller.scope().sourceIdentity() : identity,
        size == 0 ? null : Math.min(100, (size * 100 + PACKED_SIZE - 1) / PACKED_SIZE));
  }

  private static List<String> arns(RequestContext c) {
    List<String> arns = new ArrayList<>();
    for (int n = 1; c.params.get("PolicyArns.member." + n + ".arn") != null; n++) {
      arns.add(c.params.get("PolicyArns.member." + n + ".arn"));
    }
    return arns;
  }

  private static AccessPolicy parsed(String policy) {
    try {
      return AccessPolicy.parse("session policy", policy);
    } catch (IllegalArgumentException e) {
      throw new IamError(501, "SandboxNotImplemented", e.getMessage());
    }
  }

  private static Map<String, String> tags(
      List<Map.Entry<String, String>> own, List<String> keys, SessionScope caller) {
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> tag : own) {
      if (!seen.add(tag.getKey())) {
        throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    if (!seen.containsAll(keys)) {
      throw invalid("The specified transitive tag key must be included in the requested tags.");
    }
    if (caller.transitive().stream().anyMatch(seen::contains)) {
      throw invalid(
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    TreeSet<String> inherited = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    inherited.addAll(caller.transitive());
    caller
        .tags()
        .forEach(
            (k, v) -> {
              if (inherited.contains(k)) {
                tags.put(k, v);
              }
            });
    own.forEach(t -> tags.put(t.getKey(), t.getValue()));
    return tags;
  }

  private static IamError invalid(String message) {
    return new IamError(400, "InvalidParameterValue", message);
  }
}
