package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The actions on instance profiles. */
final class Profiles {
  private static final int MOST_PROFILES = 1000;

  private Profiles() {}

  private static String name(Call c) {
    return c.params.name("InstanceProfileName", 128);
  }

  static void create(Call c) {
    State.Profile p = new State.Profile();
    p.name = name(c);
    p.path = c.params.path();
    var tags = c.params.tags(false);
    c.params.check();
    Tags.add(p.tags, tags, true);
    if (c.truth.profiles.containsKey(State.key(p.name))) {
      throw IamError.exists("Instance Profile " + p.name + " already exists.");
    }
    if (c.truth.profiles.size() >= MOST_PROFILES) {
      throw IamError.quota("InstanceProfilesPerAccount", MOST_PROFILES);
    }
    p.id = Call.newId("AIPA");
    p.created = Call.now();
    c.truth.put(p);
    c.xml.open("InstanceProfile");
    core(c, p);
    if (!p.tags.isEmpty()) {
      Tags.write(c.xml, p.tags);
    }
    c.xml.close("InstanceProfile");
  }

  static void get(Call c) {
    State.Profile p = named(c);
    c.xml.open("InstanceProfile");
    core(c, p);
    Tags.write(c.xml, p.tags);
    c.xml.close("InstanceProfile");
  }

  private static State.Profile named(Call c) {
    String name = name(c);
    c.params.check();
    if (c.seen.profile(name) == null) {
      throw IamError.noProfile(name);
    }
    return c.seen.profile(name);
  }

  private static void core(Call c, State.Profile p) {
    c.xml
        .tag("Path", p.path)
        .tag("InstanceProfileName", p.name)
        .tag("InstanceProfileId", p.id)
        .tag("Arn", c.arn("instance-profile", p.path, p.name, p.id))
        .tag("CreateDate", p.created)
        .open("Roles");
    State.Role r = p.role == null ? null : c.seen.role(p.role);
    // The role may have been made too lately for this reader to see; the truth has it then.
    r = r == null && p.role != null ? c.truth.role(p.role) : r;
    if (r != null) {
      c.xml.open("member");
      Roles.core(c, r);
      c.xml.close("member");
    }
    c.xml.close("Roles");
  }

  private static void page(Call c, Map<String, State.Profile> all) {
    c.params.page(
        c.xml,
        "InstanceProfiles",
        all,
        p -> {
          c.xml.open("member");
          core(c, p);
          c.xml.close("member");
        });
  }

  static void list(Call c) {
    String prefix = c.params.pathPrefix();
    Map<String, State.Profile> all = new TreeMap<>(c.seen.profiles);
    all.values().removeIf(p -> !p.path.startsWith(prefix));
    page(c, all);
  }

  static void listForRole(Call c) {
    String role = c.params.name("RoleName", 64);
    c.params.check();
    if (c.seen.role(role) == null) {
      throw IamError.noRole(role);
    }
    Map<String, State.Profile> all = new TreeMap<>(c.seen.profiles);
    all.values().removeIf(p -> !role.equals(p.role));
    page(c, all);
  }

  private static void change(Call c, String name, Consumer<State.Profile> how) {
    State.Profile p = c.profile(name).copy();
    how.accept(p);
    c.truth.put(p);
  }

  static void tag(Call c) {
    String name = name(c);
    var tags = c.params.tags(true);
    c.params.check();
    change(c, name, p -> Tags.add(p.tags, tags, true));
  }

  static void untag(Call c) {
    String name = name(c);
    var keys = c.params.tagKeys();
    c.params.check();
    change(c, name, p -> Tags.remove(p.tags, keys, true));
  }

  static void listTags(Call c) {
    State.Profile p = named(c);
    c.params.page(c.xml, "Tags", Tags.entries(p.tags), t -> Tags.one(c.xml, t));
  }

  static void addRole(Call c) {
    String name = name(c);
    String role = c.params.name("RoleName", 64);
    c.params.check();
    State.Profile p = c.profile(name);
    c.role(role);
    if (p.role != null) {
      throw IamError.quota("InstanceSessionsPerInstanceProfile", 1);
    }
    change(c, name, x -> x.role = role);
  }

  static void removeRole(Call c) {
    String name = name(c);
    String role = c.params.name("RoleName", 64);
    c.params.check();
    State.Profile p = c.profile(name);
    c.role(role);
    if (!role.equals(p.role)) {
      throw IamError.noSuchEntity(
          "Role " + role + " in Instance Profile " + name + " cannot be found.");
    }
    change(c, name, x -> x.role = null);
  }

  static void delete(Call c) {
    String name = name(c);
    c.params.check();
    if (c.profile(name).role != null) {
      throw IamError.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    c.truth.profiles.remove(State.key(name));
  }
}
