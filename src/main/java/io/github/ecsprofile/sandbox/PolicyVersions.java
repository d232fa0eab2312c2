package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** Implements the actions on the versions, tags and entities of managed policies. */
final class PolicyVersions {
  private static final String VERSION_ID = "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?";

  private PolicyVersions() {}

  private static String arn(RequestContext c) {
    return c.params.arn("PolicyArn", true);
  }

  private static String version(RequestContext c) {
    return c.params.text("VersionId", true, 0, Integer.MAX_VALUE, VERSION_ID);
  }

  static void create(RequestContext c) {
    String arn = arn(c);
    String document = c.params.document("PolicyDocument");
    boolean asDefault = "true".equalsIgnoreCase(c.params.get("SetAsDefault"));
    c.params.check();
    Policies.requireOwn(arn, "Cannot create versions for policies outside your own account.");
    if (PolicyArn.require(arn).find(c.visible, c.partition) == null) {
      throw notAttachable(arn);
    }
    Policies.requireValid(document);
    Policies.change(
        c,
        arn,
        p -> {
          if (p.versions.size() >= Quotas.VERSIONS_PER_POLICY) {
            throw new IamError(
                409,
                "LimitExceeded",
                "A managed policy can have up to "
                    + Quotas.VERSIONS_PER_POLICY
                    + " versions. Before you create a new version, you must delete an existing"
                    + " version.");
          }
          State.Version v = p.addVersion(document, RequestContext.now(), asDefault);
          c.xml.open("PolicyVersion");
          write(c, p, v);
          c.xml.close("PolicyVersion");
        });
  }

  private static void write(RequestContext c, State.Policy p, State.Version v) {
    c.xml
        .tag("VersionId", v.id)
        .tag("IsDefaultVersion", v.id.equals(p.defaultVersion))
        .tag("CreateDate", v.created);
  }

  static void get(RequestContext c) {
    String arn = arn(c);
    String id = version(c);
    c.params.check();
    State.Policy p = PolicyArn.require(arn).find(c.visible, c.partition);
    State.Version v = p == null ? null : find(p, id);
    if (v == null) {
      throw noVersion(arn, id);
    }
    c.xml.open("PolicyVersion").tag("Document", RequestContext.encoded(v.document));
    write(c, p, v);
    c.xml.close("PolicyVersion");
  }

  /** Returns a version; null if the policy has none of this id. */
  private static State.Version find(State.Policy p, String id) {
    if (!p.versions.isEmpty()) {
      return p.version(id);
    }
    State.Version v =
        AwsPolicies.versions(p).stream().filter(x -> x.id.equals(id)).findFirst().orElse(null);
    if (v != null && v.document == null) {
      throw new IamError(
          501,
          "SandboxNotImplemented",
          "The sandbox does not have the document of AWS's policy " + p.name + " " + id + ".");
    }
    return v;
  }

  private static IamError notAttachable(String arn) {
    return IamError.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
  }

  private static IamError noVersion(String arn, String id) {
    return IamError.noSuchEntity(
        "Policy " + arn + " version " + id + " does not exist or is not attachable.");
  }

  static void list(RequestContext c) {
    String arn = arn(c);
    c.params.check();
    State.Policy p = Policies.known(c, arn);
    Map<String, State.Version> newestFirst = new TreeMap<>();
    for (State.Version v : p.versions.isEmpty() ? AwsPolicies.versions(p) : p.versions) {
      newestFirst.put("%09d".formatted(999_999_999 - v.number()), v);
    }
    Pagination.write(
        c,
        "Versions",
        newestFirst,
        v -> {
          c.xml.open("member");
          write(c, p, v);
          c.xml.close("member");
        });
  }

  static void delete(RequestContext c) {
    String arn = arn(c);
    String id = version(c);
    c.params.check();
    Policies.requireOwn(
        arn, "Cannot delete policy versions for policies outside your own account.");
    requireVersion(c, arn, id);
    Policies.change(
        c,
        arn,
        p -> {
          if (id.equals(p.defaultVersion)) {
            throw IamError.deleteConflict("Cannot delete the default version of a policy.");
          }
          p.versions.removeIf(v -> v.id.equals(id));
        });
  }

  static void setDefault(RequestContext c) {
    String arn = arn(c);
    String id = version(c);
    c.params.check();
    Policies.requireOwn(arn, "Cannot update policies outside your own account.");
    requireVersion(c, arn, id);
    Policies.change(
        c,
        arn,
        p -> {
          p.defaultVersion = id;
          p.updated = RequestContext.now();
        });
  }

  private static void requireVersion(RequestContext c, String arn, String id) {
    PolicyArn policy = PolicyArn.require(arn);
    State.Policy seen = policy.find(c.visible, c.partition);
    State.Policy now = policy.find(c.current, c.partition);
    if (seen == null || now == null || seen.version(id) == null || now.version(id) == null) {
      throw noVersion(arn, id);
    }
  }

  static void tag(RequestContext c) {
    String arn = arn(c);
    var tags = c.params.tags(true);
    c.params.check();
    Policies.requireOwn(arn, "Cannot tag policies outside your own account.");
    Policies.change(c, arn, p -> Tags.add(p.tags, tags, true));
  }

  static void untag(RequestContext c) {
    String arn = arn(c);
    var keys = c.params.tagKeys();
    c.params.check();
    Policies.requireOwn(arn, "Cannot untag policies outside your own account.");
    Policies.change(c, arn, p -> Tags.remove(p.tags, keys, true));
  }

  static void listTags(RequestContext c) {
    String arn = arn(c);
    c.params.check();
    State.Policy p = Policies.known(c, arn);
    Pagination.write(c, "Tags", Tags.byLength(p.tags), t -> Tags.one(c.xml, t));
  }

  /** Lists the roles that use a policy; the sandbox has no other users or groups. */
  static void listEntities(RequestContext c) {
    String arn = arn(c);
    String filter =
        c.params.oneOf(
            "EntityFilter",
            null,
            "User",
            "Role",
            "Group",
            "LocalManagedPolicy",
            "AWSManagedPolicy");
    String usage = c.params.oneOf("PolicyUsageFilter", null, Policies.USAGE);
    String prefix = c.params.pathPrefix();
    c.params.check();
    if (PolicyArn.require(arn).find(c.visible, c.partition) == null) {
      throw notAttachable(arn);
    }
    Map<String, State.Role> roles = new TreeMap<>(c.visible.roles);
    roles
        .values()
        .removeIf(
            r ->
                filter != null && !filter.equals("Role")
                    || !r.path.startsWith(prefix)
                    || !(r.attached.contains(arn) && !"PermissionsBoundary".equals(usage)
                        || arn.equals(r.boundary) && !"PermissionsPolicy".equals(usage)));
    c.xml.open("PolicyGroups").close("PolicyGroups").open("PolicyUsers").close("PolicyUsers");
    Pagination.write(
        c,
        "PolicyRoles",
        roles,
        r -> c.xml.open("member").tag("RoleName", r.name).tag("RoleId", r.id).close("member"));
  }
}
