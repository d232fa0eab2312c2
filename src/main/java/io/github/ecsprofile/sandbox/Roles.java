package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Implements the actions on roles. */
final class Roles {

  private Roles() {}

  static void create(RequestContext c) {
    RequestParams p = c.params;
    State.Role r = new State.Role();
    r.name = p.name("RoleName", 64);
    r.path = p.path();
    r.trust = p.document("AssumeRolePolicyDocument");
    r.description = nullIfEmpty(p.description());
    Integer seconds = p.number("MaxSessionDuration", 3600, 43200);
    r.boundary = p.arn("PermissionsBoundary", false);
    var tags = p.tags(false);
    p.check();
    Tags.add(r.tags, tags, false);
    c.trustPolicies().validate(r.trust);
    Policies.requireBoundary(r.boundary, c);
    if (c.current.roles.containsKey(State.key(r.name))) {
      throw IamError.exists("Role with name " + r.name + " already exists.");
    }
    if (c.current.roles.size() >= Quotas.ROLES) {
      throw IamError.quota("RolesPerAccount", Quotas.ROLES);
    }
    r.maxSessionDuration = seconds == null ? 3600 : seconds;
    r.id = RequestContext.newId("AROA");
    r.created = RequestContext.now();
    c.current.put(r);
    // Neither description nor session length, even when they were set.
    c.xml.open("Role");
    core(c, r);
    boundary(c, r);
    // Tags are in the order of the request here, and sorted in all later answers.
    if (!r.tags.isEmpty()) {
      Tags.writeUnsorted(c.xml, r.tags);
    }
    c.xml.close("Role");
  }

  private static String nullIfEmpty(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static void get(RequestContext c) {
    State.Role r = named(c);
    c.xml.open("Role");
    core(c, r);
    c.xml.tag("Description", r.description).tag("MaxSessionDuration", r.maxSessionDuration);
    boundary(c, r);
    if (!r.tags.isEmpty()) {
      Tags.write(c.xml, r.tags);
    }
    c.xml.empty("RoleLastUsed").close("Role");
  }

  static void list(RequestContext c) {
    String prefix = c.params.pathPrefix();
    Map<String, State.Role> all = new TreeMap<>(c.visible.roles);
    all.values().removeIf(r -> !r.path.startsWith(prefix));
    Pagination.write(
        c,
        "Roles",
        all,
        r -> {
          c.xml.open("member");
          core(c, r);
          c.xml
              .tag("Description", r.description)
              .tag("MaxSessionDuration", r.maxSessionDuration)
              .close("member");
        });
  }

  /**
   * Writes the elements that every answer has of a role; a role inside an instance profile has no
   * others.
   */
  static void core(RequestContext c, State.Role r) {
    c.xml
        .tag("Path", r.path)
        .tag("RoleName", r.name)
        .tag("RoleId", r.id)
        .tag("Arn", c.arn("role", r.path, r.name, r.id))
        .tag("CreateDate", r.created)
        .tag("AssumeRolePolicyDocument", RequestContext.encoded(r.trust));
  }

  private static void boundary(RequestContext c, State.Role r) {
    if (r.boundary != null) {
      c.xml
          .open("PermissionsBoundary")
          .tag("PermissionsBoundaryType", "Policy")
          .tag("PermissionsBoundaryArn", r.boundary)
          .close("PermissionsBoundary");
    }
  }

  static State.Role named(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    c.params.check();
    if (c.visible.role(name) == null) {
      throw IamError.noRole(name);
    }
    return c.visible.role(name);
  }

  /** Replaces the role by a changed copy. */
  static void change(RequestContext c, String name, Consumer<State.Role> how) {
    State.Role r = c.role(name).copy();
    ServiceLinkedRoles.requireModifiable(r);
    how.accept(r);
    c.current.put(r);
  }

  static void update(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String description = c.params.description();
    Integer seconds = c.params.number("MaxSessionDuration", 3600, 43200);
    c.params.check();
    change(
        c,
        name,
        r -> {
          if (description != null) {
            r.description = nullIfEmpty(description);
          }
          r.maxSessionDuration = seconds == null ? r.maxSessionDuration : seconds;
        });
  }

  static void updateDescription(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String description = c.params.description();
    c.params.require("Description");
    c.params.check();
    change(c, name, r -> r.description = nullIfEmpty(description));
    State.Role r = c.current.role(name);
    c.xml.open("Role");
    core(c, r);
    c.xml.tag("Description", r.description).close("Role");
  }

  static void updateTrust(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String document = c.params.document("PolicyDocument");
    c.params.check();
    c.role(name);
    c.trustPolicies().validate(document);
    change(c, name, r -> r.trust = document);
  }

  static void tag(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    var tags = c.params.tags(true);
    c.params.check();
    change(c, name, r -> Tags.add(r.tags, tags, false));
  }

  static void untag(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    var keys = c.params.tagKeys();
    c.params.check();
    change(c, name, r -> Tags.remove(r.tags, keys, false));
  }

  static void listTags(RequestContext c) {
    State.Role r = named(c);
    Pagination.write(c, "Tags", Tags.entries(r.tags), t -> Tags.one(c.xml, t));
  }

  static void delete(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    c.params.check();
    State.Role r = c.role(name);
    ServiceLinkedRoles.requireModifiable(r);
    if (c.current.profiles.values().stream().anyMatch(p -> r.name.equals(p.role))) {
      throw IamError.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    if (!r.attached.isEmpty()) {
      throw IamError.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!r.inline.isEmpty()) {
      throw IamError.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    c.current.roles.remove(State.key(name));
  }

  static void putBoundary(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    String arn = c.params.arn("PermissionsBoundary", true);
    c.params.check();
    c.role(name);
    Policies.requireBoundary(arn, c);
    change(c, name, r -> r.boundary = arn);
  }

  static void deleteBoundary(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    c.params.check();
    change(c, name, r -> r.boundary = null);
  }
}
