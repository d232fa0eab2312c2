package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides requests by the policies of a principal (IAM User Guide, "Policy evaluation logic"): an
 * explicit deny of any policy, then the SCPs, the permissions boundary and the identity policies,
 * each of which must allow. A session with session policies needs the allow of one of those too.
 *
 * @param identity the identity policies; one of them must allow
 * @param boundary the permissions boundary; null for none
 * @param scps the service control policies, all attached at one level: one of them must allow,
 *     unless none has an Allow statement (a deny list stands beside FullAWSAccess, which AWS
 *     attaches by default); empty for none
 * @param session the session policies; empty for none
 */
record AccessPolicies(
    List<AccessPolicy> identity,
    AccessPolicy boundary,
    List<AccessPolicy> scps,
    List<AccessPolicy> session) {
  AccessPolicies(List<AccessPolicy> identity, AccessPolicy boundary, List<AccessPolicy> scps) {
    this(identity, boundary, scps, List.of());
  }

  Decision decide(AccessRequest request) {
    List<AccessPolicy> boundaries = boundary == null ? List.of() : List.of(boundary);
    AccessPolicy.Effect scp = effect(scps, request);
    AccessPolicy.Effect limit = effect(boundaries, request);
    AccessPolicy.Effect passed = effect(session, request);
    AccessPolicy.Effect own = effect(identity, request);
    if (scp == AccessPolicy.Effect.DENY) {
      return Decision.SCP_DENY;
    }
    if (limit == AccessPolicy.Effect.DENY) {
      return Decision.BOUNDARY_DENY;
    }
    if (passed == AccessPolicy.Effect.DENY) {
      return Decision.SESSION_DENY;
    }
    if (own == AccessPolicy.Effect.DENY) {
      return Decision.IDENTITY_DENY;
    }
    if (scps.stream().anyMatch(AccessPolicy::hasAllow) && scp == AccessPolicy.Effect.NONE) {
      return Decision.NO_SCP_ALLOW;
    }
    if (boundary != null && limit == AccessPolicy.Effect.NONE) {
      return Decision.NO_BOUNDARY_ALLOW;
    }
    if (!session.isEmpty() && passed == AccessPolicy.Effect.NONE) {
      return Decision.NO_SESSION_ALLOW;
    }
    return own == AccessPolicy.Effect.NONE ? Decision.NO_IDENTITY_ALLOW : Decision.ALLOWED;
  }

  private static AccessPolicy.Effect effect(List<AccessPolicy> policies, AccessRequest request) {
    AccessPolicy.Effect effect = AccessPolicy.Effect.NONE;
    for (AccessPolicy p : policies) {
      AccessPolicy.Effect one = p.effect(request);
      if (one == AccessPolicy.Effect.DENY) {
        return one;
      }
      effect = one == AccessPolicy.Effect.ALLOW ? one : effect;
    }
    return effect;
  }

  /** Returns the condition keys that the identity policies and the boundary use, in lower case. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>();
    identity.forEach(p -> keys.addAll(p.keys()));
    if (boundary != null) {
      keys.addAll(boundary.keys());
    }
    return keys;
  }

  /** Returns the statements that have the given effect on a request. */
  List<AccessPolicy.Match> matches(AccessRequest request, AccessPolicy.Effect effect) {
    List<AccessPolicy> all = new ArrayList<>(identity);
    if (boundary != null && effect == AccessPolicy.Effect.DENY) {
      all.add(boundary);
    }
    return all.stream().flatMap(p -> p.matches(request, effect).stream()).toList();
  }
}
