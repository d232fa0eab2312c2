package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** Implements the actions on the policies of a role, attached and inline. */
final class RolePolicies {

  private RolePolicies() {}

  static void attach(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String arn = c.params.arn("PolicyArn", true);
    c.params.check();
    PolicyArn.require(arn);
    State.Role r = c.role(name);
    Policies.requireAttachable(arn, c);
    if (r.attached.contains(arn)) {
      return;
    }
    if (r.attached.size() >= Quotas.ATTACHED_POLICIES_PER_ROLE) {
      throw IamError.quota("PoliciesPerRole", Quotas.ATTACHED_POLICIES_PER_ROLE);
    }
    Roles.change(c, name, x -> x.attached.add(arn));
  }

  static void detach(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String arn = c.params.arn("PolicyArn", true);
    c.params.check();
    PolicyArn.require(arn);
    if (!c.role(name).attached.contains(arn)) {
      throw IamError.noSuchEntity("Policy " + arn + " was not found.");
    }
    Roles.change(c, name, r -> r.attached.remove(arn));
  }

  static void listAttached(RequestContext c) {
    String prefix = c.params.pathPrefix();
    State.Role r = Roles.named(c);
    // By name without regard to case; two policies of different owners may share a name.
    Map<String, String> all = new TreeMap<>();
    r.attached.forEach(arn -> all.put(State.key(name(arn)) + " " + arn, arn));
    all.values().removeIf(arn -> !arn.substring(arn.indexOf("policy/") + 6).startsWith(prefix));
    Pagination.write(
        c,
        "AttachedPolicies",
        all,
        arn ->
            c.xml
                .open("member")
                .tag("PolicyName", name(arn))
                .tag("PolicyArn", arn)
                .close("member"));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  static void putPolicy(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String policy = c.params.name("PolicyName", 128);
    String document = c.params.document("PolicyDocument");
    c.params.check();
    c.role(name);
    PolicyValidator.validate(document);
    Roles.change(
        c,
        name,
        r -> {
          r.inline.put(policy, document);
          if (r.inline.values().stream().mapToInt(PolicyTree::size).sum()
              > Quotas.ROLE_POLICY_SIZE) {
            throw new IamError(
                409,
                "LimitExceeded",
                "Maximum policy size of "
                    + Quotas.ROLE_POLICY_SIZE
                    + " bytes exceeded for role "
                    + name);
          }
        });
  }

  static void getPolicy(RequestContext c) {
    String policy = c.params.name("PolicyName", 128);
    State.Role r = Roles.named(c);
    c.xml
        .tag("RoleName", r.name)
        .tag("PolicyName", policy)
        .tag("PolicyDocument", RequestContext.encoded(inline(r, policy)));
  }

  static void deletePolicy(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String policy = c.params.name("PolicyName", 128);
    c.params.check();
    inline(c.role(name), policy);
    Roles.change(c, name, r -> r.inline.remove(policy));
  }

  private static String inline(State.Role r, String policy) {
    String document = r.inline.get(policy);
    if (document == null) {
      throw IamError.noSuchEntity("The role policy with name " + policy + " cannot be found.");
    }
    return document;
  }

  static void listPolicies(RequestContext c) {
    State.Role r = Roles.named(c);
    Map<String, String> names = new TreeMap<>();
    r.inline.keySet().forEach(n -> names.put(n, n));
    Pagination.write(c, "PolicyNames", names, n -> c.xml.tag("member", n));
  }
}
