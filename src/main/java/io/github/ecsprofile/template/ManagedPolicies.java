package io.github.ecsprofile.template;

import io.github.ecsprofile.model.EditDistance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lists AWS's managed policies (IAM's ListPolicies with scope AWS), as shipped with this version.
 */
public final class ManagedPolicies {
  private ManagedPolicies() {}

  /** Returns PATH/NAME of a policy by its bare name; empty if the list does not have it. */
  static Optional<String> find(String name) {
    String ending = "/" + name;
    return all().stream().filter(p -> p.equals(name) || p.endsWith(ending)).findFirst();
  }

  /** Returns the listed bare name that is nearest to a mistyped one; empty if none is near. */
  static Optional<String> nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int min = Math.max(2, wanted.length() / 5) + 1;
    for (String listed : all()) {
      String bare = listed.substring(listed.lastIndexOf('/') + 1);
      int distance = EditDistance.between(wanted, bare.toLowerCase(Locale.ROOT));
      if (distance < min) {
        min = distance;
        best = bare;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns all of them, as PATH/NAME without a leading slash. */
  public static List<String> all() {
    return Listed.POLICIES;
  }

  /** Holds the list, which is read when it is first needed. */
  private static final class Listed {
    static final List<String> POLICIES = read();

    private static List<String> read() {
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
}
