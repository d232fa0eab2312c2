package io.github.ecsprofile.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decides whether a resource is managed by a run: it carries both owner tags with the values that
 * the run asks for. The one predicate of every writing command.
 */
final class Ownership {
  private Ownership() {}

  /** Returns what makes the observed resources foreign to this run; empty if all are managed. */
  static List<Obstacle> obstacles(Desired desired, Observed observed) {
    List<Obstacle> all = new ArrayList<>();
    observed
        .role()
        .filter(r -> !isManaged(TagKeys.ROLE, r.tags(), desired))
        .ifPresent(
            r ->
                all.add(
                    new Obstacle.NotManaged(
                        Obstacle.ResourceKind.ROLE,
                        r.name(),
                        r.created(),
                        ownerTags(r.tags(), desired),
                        desired.ownerTags())));
    observed
        .profile()
        .filter(p -> !isManaged(TagKeys.INSTANCE_PROFILE, p.tags(), desired))
        .ifPresent(
            p ->
                all.add(
                    new Obstacle.NotManaged(
                        Obstacle.ResourceKind.INSTANCE_PROFILE,
                        p.name(),
                        p.created(),
                        ownerTags(p.tags(), desired),
                        desired.ownerTags())));
    return all;
  }

  /** Returns the role's template as an obstacle: such a role belongs to its template. */
  static List<Obstacle> template(Observed observed) {
    return observed
        .role()
        .flatMap(
            r -> r.roleTemplate().<Obstacle>map(t -> new Obstacle.FromRoleTemplate(r.name(), t)))
        .stream()
        .toList();
  }

  static boolean isManaged(TagKeys rule, Map<String, String> tags, Desired desired) {
    Map<String, Map.Entry<String, String>> actual = rule.byNormalKey(tags);
    return desired.ownerTags().entrySet().stream()
        .allMatch(
            owner -> {
              Map.Entry<String, String> found = actual.get(rule.normal(owner.getKey()));
              return found != null && found.getValue().equals(owner.getValue());
            });
  }

  /** Returns whether the key is one of the owner tags of this run, by the resource's rule. */
  static boolean isOwnerKey(TagKeys rule, String key, Desired desired) {
    return desired.ownerTags().keySet().stream()
        .anyMatch(owner -> rule.normal(owner).equals(rule.normal(key)));
  }

  /** Returns the tags whose keys are those of the owner tags in any case, as they are stored. */
  private static Map<String, String> ownerTags(Map<String, String> tags, Desired desired) {
    Map<String, String> found = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          String lower = key.toLowerCase(Locale.ROOT);
          if (desired.ownerTags().keySet().stream()
              .anyMatch(owner -> owner.toLowerCase(Locale.ROOT).equals(lower))) {
            found.put(key, value);
          }
        });
    return found;
  }
}
