package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Implements the actions on instance profiles. */
final class Profiles {

  private Profiles() {}

  private static String name(RequestContext c) {
    return c.params.name("InstanceProfileName", 128);
  }

  static void create(RequestContext c) {
    State.Profile p = new State.Profile();
    p.name = name(c);
    p.path = c.params.path();
    var tags = c.params.tags(false);
    c.params.check();
    Tags.add(p.tags, tags, true);
    if (c.current.profiles.containsKey(State.key(p.name))) {
      throw IamError.exists("Instance Profile " + p.name + " already exists.");
    }
    if (c.current.profiles.size() >= Quotas.INSTANCE_PROFILES) {
      throw IamError.quota("InstanceProfilesPerAccount", Quotas.INSTANCE_PROFILES);
    }
    p.id = RequestContext.newId("AIPA");
    p.created = RequestContext.now();
    c.current.put(p);
    c.xml.open("InstanceProfile");
    core(c, p);
    // Tags are in the order of the request here, and sorted in all later answers.
    if (!p.tags.isEmpty()) {
      Tags.writeUnsorted(c.xml, p.tags);
    }
    c.xml.close("InstanceProfile");
  }

  static void get(RequestContext c) {
    State.Profile p = named(c);
    c.xml.open("InstanceProfile");
    core(c, p);
    Tags.write(c.xml, p.tags);
    c.xml.close("InstanceProfile");
  }

  private static State.Profile named(RequestContext c) {
    String name = name(c);
    c.params.check();
    if (c.visible.profile(name) == null) {
      throw IamError.noProfile(name);
    }
    return c.visible.profile(name);
  }

  private static void core(RequestContext c, State.Profile p) {
    c.xml
        .tag("Path", p.path)
        .tag("InstanceProfileName", p.name)
        .tag("InstanceProfileId", p.id)
        .tag("Arn", c.arn("instance-profile", p.path, p.name, p.id))
        .tag("CreateDate", p.created)
        .open("Roles");
    State.Role r = p.role == null ? null : c.visible.role(p.role);
    // A role that is not yet visible is read from the current state.
    r = r == null && p.role != null ? c.current.role(p.role) : r;
    if (r != null) {
      c.xml.open("member");
      Roles.core(c, r);
      c.xml.close("member");
    }
    c.xml.close("Roles");
  }

  private static void page(RequestContext c, Map<String, State.Profile> all) {
    Pagination.write(
        c,
        "InstanceProfiles",
        all,
        p -> {
          c.xml.open("member");
          core(c, p);
          c.xml.close("member");
        });
  }

  static void list(RequestContext c) {
    String prefix = c.params.pathPrefix();
    Map<String, State.Profile> all = new TreeMap<>(c.visible.profiles);
    all.values().removeIf(p -> !p.path.startsWith(prefix));
    page(c, all);
  }

  static void listForRole(RequestContext c) {
    String role = c.params.name("RoleName", 64);
    c.params.check();
    if (c.visible.role(role) == null) {
      throw IamError.noRole(role);
    }
    Map<String, State.Profile> all = new TreeMap<>(c.visible.profiles);
    all.values().removeIf(p -> !role.equalsIgnoreCase(p.role));
    page(c, all);
  }

  private static void change(RequestContext c, String name, Consumer<State.Profile> how) {
    State.Profile p = c.profile(name).copy();
    how.accept(p);
    c.current.put(p);
  }

  static void tag(RequestContext c) {
    String name = name(c);
    var tags = c.params.tags(true);
    c.params.check();
    change(c, name, p -> Tags.add(p.tags, tags, true));
  }

  static void untag(RequestContext c) {
    String name = name(c);
    var keys = c.params.tagKeys();
    c.params.check();
    change(c, name, p -> Tags.remove(p.tags, keys, true));
  }

  static void listTags(RequestContext c) {
    State.Profile p = named(c);
    Pagination.write(c, "Tags", Tags.entries(p.tags), t -> Tags.one(c.xml, t));
  }

  static void addRole(RequestContext c) {
    String name = name(c);
    String role = c.params.name("RoleName", 64);
    c.params.check();
    State.Profile p = c.profile(name);
    State.Role r = c.role(role);
    ServiceLinkedRoles.requireModifiable(r);
    if (p.role != null) {
      throw IamError.quota("InstanceSessionsPerInstanceProfile", Quotas.ROLES_PER_INSTANCE_PROFILE);
    }
    change(c, name, x -> x.role = r.name);
  }

  static void removeRole(RequestContext c) {
    String name = name(c);
    String role = c.params.name("RoleName", 64);
    c.params.check();
    State.Profile p = c.profile(name);
    c.role(role);
    if (!role.equalsIgnoreCase(p.role)) {
      throw IamError.noSuchEntity(
          "Role " + role + " in Instance Profile " + name + " cannot be found.");
    }
    change(c, name, x -> x.role = null);
  }

  static void delete(RequestContext c) {
    String name = name(c);
    c.params.check();
    if (c.profile(name).role != null) {
      throw IamError.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    c.current.profiles.remove(State.key(name));
  }
}
