package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the account's contents. Objects are immutable once they are in here: a write replaces them
 * by a changed copy, so that an older state stays valid.
 */
final class State {
  /**
   * By name in lower case: names are unique without regard to case, and lists are in this order.
   */
  public Map<String, Role> roles = new TreeMap<>();

  public Map<String, Profile> profiles = new TreeMap<>();

  /** Customer managed policies, by path and name. */
  public Map<String, Policy> policies = new TreeMap<>();

  /** Holds a role. */
  static final class Role {
    public String name;
    public String id;
    public String path;
    public String created;
    public String trust;
    public String description;
    public int maxSessionDuration = 3600;
    public String boundary;
    public Map<String, String> tags = new LinkedHashMap<>();
    public List<String> attached = new ArrayList<>();
    public Map<String, String> inline = new TreeMap<>();

    Role copy() {
      Role r = new Role();
      r.name = name;
      r.id = id;
      r.path = path;
      r.created = created;
      r.trust = trust;
      r.description = description;
      r.maxSessionDuration = maxSessionDuration;
      r.boundary = boundary;
      r.tags = new LinkedHashMap<>(tags);
      r.attached = new ArrayList<>(attached);
      r.inline = new TreeMap<>(inline);
      return r;
    }
  }

  /** Holds an instance profile; role is the name of its role, or null. */
  static final class Profile {
    public String name;
    public String id;
    public String path;
    public String created;
    public String role;
    public Map<String, String> tags = new LinkedHashMap<>();

    Profile copy() {
      Profile p = new Profile();
      p.name = name;
      p.id = id;
      p.path = path;
      p.created = created;
      p.role = role;
      p.tags = new LinkedHashMap<>(tags);
      return p;
    }
  }

  /** Holds a version of a customer managed policy. */
  static final class Version {
    public String id;
    public String document;
    public String created;

    /** Returns the number in the id: 2 of v2. */
    int number() {
      return Integer.parseInt(id.substring(1));
    }
  }

  /** Holds a managed policy; one of AWS's has no versions here. */
  static final class Policy {
    public String name;
    public String id;
    public String path;
    public String created;
    public String updated;
    public String description;
    public String defaultVersion = "v1";
    public int lastVersion;
    public List<Version> versions = new ArrayList<>();
    public Map<String, String> tags = new LinkedHashMap<>();

    /** The only version's document, in state files of earlier releases. */
    public String document;

    Policy copy() {
      Policy p = new Policy();
      p.name = name;
      p.id = id;
      p.path = path;
      p.created = created;
      p.updated = updated;
      p.description = description;
      p.defaultVersion = defaultVersion;
      p.lastVersion = lastVersion;
      p.versions = new ArrayList<>(versions);
      p.tags = new LinkedHashMap<>(tags);
      return p;
    }

    Version addVersion(String text, String date, boolean asDefault) {
      Version v = new Version();
      lastVersion++;
      v.id = "v" + lastVersion;
      v.document = text;
      v.created = date;
      versions.add(v);
      if (asDefault) {
        defaultVersion = v.id;
        updated = date;
      }
      return v;
    }

    /** Returns a version by its id; null if there is none. */
    Version version(String wanted) {
      return versions.stream().filter(v -> v.id.equals(wanted)).findFirst().orElse(null);
    }

    /** Reads a policy of a state file of an earlier release. */
    private void migrate() {
      if (document != null && versions != null && versions.isEmpty()) {
        addVersion(document, created, true);
        document = null;
      }
    }

    private boolean isComplete() {
      return !hasNull(name, id, path, created, updated, defaultVersion, versions, tags)
          && version(defaultVersion) != null
          && versions.stream()
              .allMatch(
                  v ->
                      v != null
                          && !hasNull(v.id, v.document, v.created)
                          && v.id.matches("v\\d{1,9}"));
    }
  }

  /**
   * Checks a state that was read, and brings it to the current form.
   *
   * @return what makes it unusable, for the user; null for nothing
   */
  String defect() {
    if (roles == null || profiles == null || policies == null) {
      return "roles, profiles or policies is null";
    }
    for (Map.Entry<String, Role> e : roles.entrySet()) {
      Role r = e.getValue();
      if (r == null
          || hasNull(r.name, r.id, r.path, r.created, r.trust, r.tags, r.attached, r.inline)
          || !e.getKey().equals(key(r.name))) {
        return "role " + e.getKey() + " is incomplete";
      }
    }
    for (Map.Entry<String, Profile> e : profiles.entrySet()) {
      Profile p = e.getValue();
      if (p == null
          || hasNull(p.name, p.id, p.path, p.created, p.tags)
          || !e.getKey().equals(key(p.name))) {
        return "instance profile " + e.getKey() + " is incomplete";
      }
      if (p.role != null && role(p.role) == null) {
        return "instance profile " + e.getKey() + " has a role that does not exist";
      }
    }
    for (Map.Entry<String, Policy> e : policies.entrySet()) {
      Policy p = e.getValue();
      if (p != null) {
        p.migrate();
      }
      if (p == null || !p.isComplete() || !e.getKey().equals(p.path.substring(1) + p.name)) {
        return "policy " + e.getKey() + " is incomplete";
      }
    }
    return null;
  }

  private static boolean hasNull(Object... values) {
    return Arrays.asList(values).contains(null);
  }

  State copy() {
    State s = new State();
    s.roles.putAll(roles);
    s.profiles.putAll(profiles);
    s.policies.putAll(policies);
    return s;
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns a role by its name without regard to case; null if there is none. */
  Role role(String name) {
    return roles.get(key(name));
  }

  /** Returns an instance profile by its name without regard to case; null if there is none. */
  Profile profile(String name) {
    return profiles.get(key(name));
  }

  void put(Role role) {
    roles.put(key(role.name), role);
  }

  void put(Profile profile) {
    profiles.put(key(profile.name), profile);
  }
}
