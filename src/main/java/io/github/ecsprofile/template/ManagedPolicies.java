package io.github.ecsprofile.template;

import io.github.ecsprofile.model.Near;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** AWS's managed policies by path and name (IAM's ListPolicies with scope AWS), as shipped. */
public final class ManagedPolicies {
  private ManagedPolicies() {}

  /** PATH/NAME of a bare name or of one with its path; null if the list has none. */
  static String withPath(String name) {
    List<String> all = all();
    if (all.contains(name)) {
      return name;
    }
    String ending = "/" + name;
    return name.contains("/")
        ? null
        : all.stream().filter(p -> p.endsWith(ending)).findFirst().orElse(null);
  }

  /** The listed name that is nearest to a misspelt one; null if none is near. */
  static String near(String name) {
    String wanted = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.max(2, wanted.length() / 5) + 1;
    for (String listed : all()) {
      String bare = listed.substring(listed.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      int distance = Near.distance(wanted, bare);
      if (distance < least) {
        least = distance;
        best = listed;
      }
    }
    return best;
  }

  /** All of them, as PATH/NAME. */
  public static List<String> all() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ManagedPolicies.class.getResourceAsStream("aws-managed-policies.txt"),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
