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

  /** Holds a customer managed policy. */
  static final class Policy {
    public String name;
    public String id;
    public String path;
    public String created;
    public String description;
    public String document;
    public Map<String, String> tags = new LinkedHashMap<>();
  }

  /** Returns what makes this state unusable, for the user; null for nothing. */
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
      if (p == null || hasNull(p.name, p.id, p.path, p.created, p.document, p.tags)) {
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

  /** By its exact name: IAM's names are unique regardless of case, but kept as written. */
  Role role(String name) {
    Role r = roles.get(key(name));
    return r != null && r.name.equals(name) ? r : null;
  }

  Profile profile(String name) {
    Profile p = profiles.get(key(name));
    return p != null && p.name.equals(name) ? p : null;
  }

  void put(Role role) {
    roles.put(key(role.name), role);
  }

  void put(Profile profile) {
    profiles.put(key(profile.name), profile);
  }
}
