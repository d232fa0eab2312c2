package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Implements the actions on managed policies, AWS's and the customer's. */
final class Policies {
  private Policies() {}

  /** Throws IAM's error if the policy cannot be attached to a role. */
  static void requireAttachable(String arn, RequestContext c) {
    PolicyArn policy = PolicyArn.require(arn);
    if (policy.key().startsWith("aws-service-role/")) {
      throw new IamError(
          400, "PolicyNotAttachable", "Cannot attach a Service Role Policy to a Customer Role.");
    }
    if (policy.find(c.visible, c.partition) == null) {
      throw IamError.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
  }

  /** Throws IAM's error if the policy cannot be a permissions boundary; null is no boundary. */
  static void requireBoundary(String arn, RequestContext c) {
    if (arn == null) {
      return;
    }
    PolicyArn policy = PolicyArn.parse(arn);
    if (policy == null) {
      throw IamError.invalidInput("ARN " + arn + " is not valid.");
    }
    if (policy.find(c.visible, c.partition) == null) {
      throw IamError.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
    }
  }

  static void create(RequestContext c) {
    String name = c.params.name("PolicyName", 128);
    String path = c.params.path();
    String document = c.params.document("PolicyDocument");
    String description = c.params.description();
    var tags = c.params.tags(false);
    c.params.check();
    State.Policy p = new State.Policy();
    Tags.add(p.tags, tags, true);
    requireValid(document);
    if (c.current.policies.values().stream().anyMatch(x -> x.name.equalsIgnoreCase(name))) {
      throw IamError.exists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    if (c.current.policies.size() >= Quotas.POLICIES) {
      throw IamError.quota("PoliciesPerAccount", Quotas.POLICIES);
    }
    p.name = name;
    p.path = path;
    p.description = description;
    p.id = RequestContext.newId("ANPA");
    p.created = RequestContext.now();
    p.updated = p.created;
    p.addVersion(document, p.created, true);
    c.current.policies.put(path.substring(1) + name, p);
    write(c, "Policy", p, false);
    // Tags are in the order of the request here, and sorted in all later answers.
    if (!p.tags.isEmpty()) {
      Tags.writeUnsorted(c.xml, p.tags);
    }
    c.xml.close("Policy");
  }

  /** Throws IAM's error for a document that is malformed or too long. */
  static void requireValid(String document) {
    PolicyValidator.validate(document);
    if (PolicyTree.size(document) > Quotas.POLICY_SIZE) {
      throw IamError.quota("PolicySize", Quotas.POLICY_SIZE);
    }
  }

  static void delete(RequestContext c) {
    String arn = c.params.arn("PolicyArn", true);
    c.params.check();
    requireOwn(arn, "Cannot delete policies outside your own account.");
    State.Policy p = known(c, arn);
    if (uses(c.current, arn) + boundaryUses(c.current, arn) > 0) {
      throw IamError.deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (p.versions.size() > 1) {
      throw IamError.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    c.current.policies.remove(PolicyArn.require(arn).key());
  }

  /** Throws AccessDenied with a text if the policy is not the account's. */
  static void requireOwn(String arn, String text) {
    if (!PolicyArn.require(arn).owner().equals(RequestContext.ACCOUNT)) {
      throw new IamError(403, "AccessDenied", text);
    }
  }

  static void get(RequestContext c) {
    String arn = c.params.arn("PolicyArn", true);
    c.params.check();
    State.Policy p = known(c, arn);
    write(c, "Policy", p, true);
    Tags.writeByLength(c.xml, p.tags);
    c.xml.close("Policy");
  }

  /** Returns a policy that is visible and still exists. */
  static State.Policy known(RequestContext c, String arn) {
    PolicyArn policy = PolicyArn.require(arn);
    State.Policy p =
        policy.find(c.visible, c.partition) == null ? null : policy.find(c.current, c.partition);
    if (p == null) {
      throw IamError.noSuchEntity("Policy " + arn + " was not found.");
    }
    return p;
  }

  /** Replaces a customer managed policy by a changed copy. */
  static void change(RequestContext c, String arn, Consumer<State.Policy> how) {
    State.Policy p = known(c, arn).copy();
    how.accept(p);
    c.current.policies.put(PolicyArn.require(arn).key(), p);
  }

  static void list(RequestContext c) {
    String scope = c.params.oneOf("Scope", "All", "AWS", "Local");
    boolean onlyAttached = "true".equalsIgnoreCase(c.params.get("OnlyAttached"));
    String usage = c.params.oneOf("PolicyUsageFilter", null, USAGE);
    String prefix = c.params.pathPrefix();
    // The customer's policies come first, then AWS's by age.
    Map<String, State.Policy> all = new TreeMap<>();
    if (!scope.equals("AWS")) {
      c.visible.policies.forEach((k, p) -> all.put("0" + State.key(p.name), p));
    }
    if (!scope.equals("Local")) {
      AwsPolicies.all().forEach((k, p) -> all.put("1" + p.created + k, p));
    }
    all.values().removeIf(p -> !p.path.startsWith(prefix));
    all.values().removeIf(p -> !isListed(c, p, onlyAttached, usage));
    Pagination.write(
        c,
        "Policies",
        all,
        p -> {
          write(c, "member", p, false);
          c.xml.close("member");
        });
  }

  static final String[] USAGE = {"PermissionsPolicy", "PermissionsBoundary"};

  private static boolean isListed(
      RequestContext c, State.Policy p, boolean onlyAttached, String usage) {
    String arn = arn(c, p);
    boolean attached = uses(c.visible, arn) > 0;
    boolean boundary = boundaryUses(c.visible, arn) > 0;
    if ("PermissionsBoundary".equals(usage)) {
      return boundary;
    }
    return "PermissionsPolicy".equals(usage) ? attached : !onlyAttached || attached;
  }

  /** Returns the ARN of a policy. */
  static String arn(RequestContext c, State.Policy p) {
    String owner = p.versions.isEmpty() ? "aws" : RequestContext.ACCOUNT;
    return "arn:" + c.partition + ":iam::" + owner + ":policy" + p.path + p.name;
  }

  private static long uses(State state, String arn) {
    return state.roles.values().stream().filter(r -> r.attached.contains(arn)).count();
  }

  private static long boundaryUses(State state, String arn) {
    return state.roles.values().stream().filter(r -> arn.equals(r.boundary)).count();
  }

  /** Writes a policy; the caller closes the element. */
  private static void write(RequestContext c, String element, State.Policy p, boolean described) {
    String arn = arn(c, p);
    c.xml
        .open(element)
        .tag("PolicyName", p.name)
        .tag("PolicyId", p.id)
        .tag("Arn", arn)
        .tag("Path", p.path)
        .tag("DefaultVersionId", p.defaultVersion)
        .tag("AttachmentCount", uses(c.visible, arn))
        .tag("PermissionsBoundaryUsageCount", boundaryUses(c.visible, arn))
        .tag("IsAttachable", true)
        .tag("Description", described ? p.description : null)
        .tag("CreateDate", p.created)
        .tag("UpdateDate", p.updated);
  }
}
