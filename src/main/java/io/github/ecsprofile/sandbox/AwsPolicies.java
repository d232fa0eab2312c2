package io.github.ecsprofile.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Holds AWS's managed policies: all of them by name, default version and dates; the documents of a
 * few, which {@code policies/} has by name in the version that is the default here.
 */
final class AwsPolicies {
  private static final Map<String, State.Policy> ALL = new TreeMap<>();

  static {
    for (String line : Resources.lines("aws-managed-policies.txt")) {
      String[] fields = line.split("\t", -1);
      State.Policy p = new State.Policy();
      int name = fields[0].lastIndexOf('/') + 1;
      p.name = fields[0].substring(name);
      p.path = "/" + fields[0].substring(0, name);
      p.defaultVersion = fields[1];
      p.created = fields[2];
      p.updated = fields[3];
      p.description = fields[4].isEmpty() ? null : fields[4];
      p.id = id(fields[0]);
      ALL.put(fields[0], p);
    }
  }

  private AwsPolicies() {}

  /** Derives an id from the name, so that a restart does not change it. */
  private static String id(String pathAndName) {
    byte[] bytes = pathAndName.getBytes(StandardCharsets.UTF_8);
    String digits = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    return "ANPA" + digits.substring(0, 17).toUpperCase(Locale.ROOT);
  }

  /** Returns all policies by path and name. */
  static Map<String, State.Policy> all() {
    return ALL;
  }

  /** Returns a policy by path and name; null if AWS has none. */
  static State.Policy get(String pathAndName) {
    return ALL.get(pathAndName);
  }

  /**
   * Returns the versions of a policy: AWS keeps all of its own. The dates of those between the
   * first and the default one are not known; they are given as the first one's.
   */
  static List<State.Version> versions(State.Policy policy) {
    List<State.Version> all = new ArrayList<>();
    int last = Integer.parseInt(policy.defaultVersion.substring(1));
    for (int n = 1; n <= last; n++) {
      State.Version v = new State.Version();
      v.id = "v" + n;
      v.created = n == last ? policy.updated : policy.created;
      v.document = n == last ? document(policy) : null;
      all.add(v);
    }
    return all;
  }

  /** Returns the document of the default version; null if the sandbox does not have it. */
  static String document(State.Policy policy) {
    return Resources.text("policies/" + policy.name + ".json");
  }
}
