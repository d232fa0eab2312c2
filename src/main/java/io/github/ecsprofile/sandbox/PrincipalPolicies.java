package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Collects the policies that a principal has. */
final class PrincipalPolicies {
  private PrincipalPolicies() {}

  /** Returns the policies of the caller of a request. */
  static AccessPolicies ofCaller(RequestContext c, CallerPolicies limits) {
    State.Role role = c.caller.role() == null ? null : c.visible.role(c.caller.role());
    if (role != null) {
      AccessPolicies all = ofRole(role, c, limits);
      return new AccessPolicies(
          all.identity(), all.boundary(), all.scps(), c.caller.scope().policies());
    }
    // A session of a role that was deleted has no policy any more.
    return c.caller.role() == null ? limits.ofUser() : limits.ofRole(List.of(), null);
  }

  /**
   * Returns the policies of a role.
   *
   * @throws IamError if the sandbox does not have a document, or cannot evaluate one
   */
  static AccessPolicies ofRole(State.Role role, RequestContext c, CallerPolicies limits) {
    List<AccessPolicy> identity = new ArrayList<>();
    for (String arn : role.attached) {
      identity.add(managed(arn, c));
    }
    role.inline.forEach((name, document) -> identity.add(parse(name, document)));
    return limits.ofRole(identity, role.boundary == null ? null : managed(role.boundary, c));
  }

  /**
   * Returns a managed policy.
   *
   * @throws IamError if there is none, or the sandbox does not have its document
   */
  static AccessPolicy managed(String arn, RequestContext c) {
    State.Policy policy = PolicyArn.require(arn).find(c.visible, c.partition);
    String document = null;
    if (policy != null) {
      document =
          policy.versions.isEmpty()
              ? AwsPolicies.document(policy)
              : policy.version(policy.defaultVersion).document;
    }
    if (document == null) {
      throw new IamError(
          501, "SandboxNotImplemented", "The sandbox does not have the document of " + arn + ".");
    }
    return parse(arn.substring(arn.lastIndexOf('/') + 1), document);
  }

  private static AccessPolicy parse(String name, String document) {
    try {
      return AccessPolicy.parse(name, document);
    } catch (IllegalArgumentException e) {
      throw new IamError(500, "PolicyEvaluation", e.getMessage());
    }
  }
}
