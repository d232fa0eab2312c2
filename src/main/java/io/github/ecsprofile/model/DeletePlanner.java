package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what a delete takes away, and whether it may. Pure.
 *
 * <pre>
 * what is there                              plain      --force
 * role or profile with both built-in tags    deleted    deleted
 * role or profile without them               conflict   deleted
 * a policy that was asked for, attached      detached   detached
 * another managed policy, an inline policy   conflict   detached, deleted
 * the role inside another profile            conflict   removed from it; that profile stays
 * another role inside the profile            conflict   removed from it; that role stays
 * </pre>
 */
public final class DeletePlanner {
  private DeletePlanner() {}

  /**
   * What IAM showed, and what only a delete asks for.
   *
   * @param inline the names of the role's inline policies (ListRolePolicies)
   * @param holders the profiles that hold the role (ListInstanceProfilesForRole)
   */
  public record Found(Observed observed, List<String> inline, List<Observed.Profile> holders) {}

  public static Plan plan(Desired desired, Found found, boolean force) {
    List<Check> foreign = force ? List.of() : foreign(desired, found);
    return new Plan(changes(found), List.of(), foreign, List.of());
  }

  private static List<Check> foreign(Desired desired, Found found) {
    List<Check> all = new ArrayList<>();
    found.observed().role().ifPresent(r -> owner("role", "role-tag:", r.tags(), desired, all));
    found
        .observed()
        .profile()
        .ifPresent(p -> owner("instance-profile", "instance-profile-tag:", p.tags(), desired, all));
    Set<String> others = new LinkedHashSet<>(found.observed().attached());
    desired.policies().forEach(others::remove);
    others.forEach(arn -> all.add(new Check("policy:" + arn, State.EXTRA, null, arn)));
    found
        .inline()
        .forEach(name -> all.add(new Check("inline-policy:" + name, State.EXTRA, null, name)));
    for (Observed.Profile holder : found.holders()) {
      if (!isOurs(holder, found)) {
        all.add(
            new Check("role-in-profile", State.EXTRA, null, "also in profile " + holder.name()));
      }
    }
    found
        .observed()
        .profile()
        .flatMap(Observed.Profile::member)
        .filter(m -> !m.name().equalsIgnoreCase(desired.roleName()))
        .ifPresent(
            m ->
                all.add(
                    new Check("role-in-profile", State.DIFFERENT, desired.roleName(), m.name())));
    return all;
  }

  /** A thing is the project's own where it carries both built-in tags with their values. */
  private static void owner(
      String what, String tag, Map<String, String> tags, Desired desired, List<Check> all) {
    Map<String, String> own = Map.of("Project", desired.project(), "ManagedBy", "ecs-profile");
    if (!tags.entrySet().containsAll(own.entrySet())) {
      for (String key : List.of("Project", "ManagedBy")) {
        if (!own.get(key).equals(tags.get(key))) {
          all.add(new Check(tag + key, State.DIFFERENT, own.get(key), tags.get(key)));
        }
      }
    }
  }

  private static boolean isOurs(Observed.Profile holder, Found found) {
    return found.observed().profile().filter(p -> p.name().equals(holder.name())).isPresent();
  }

  private static List<Change> changes(Found found) {
    List<Change> all = new ArrayList<>();
    found
        .observed()
        .profile()
        .ifPresent(
            p -> {
              p.member()
                  .ifPresent(
                      m ->
                          all.add(
                              new Change.RemoveRoleFromInstanceProfile(
                                  p.name(), p.arn(), m.name())));
            });
    found
        .observed()
        .role()
        .ifPresent(
            role -> {
              for (Observed.Profile holder : found.holders()) {
                if (!isOurs(holder, found)) {
                  all.add(
                      new Change.RemoveRoleFromInstanceProfile(
                          holder.name(), holder.arn(), role.name()));
                }
              }
              found
                  .observed()
                  .attached()
                  .forEach(arn -> all.add(new Change.DetachRolePolicy(role.name(), arn)));
              found
                  .inline()
                  .forEach(name -> all.add(new Change.DeleteRolePolicy(role.name(), name)));
            });
    found
        .observed()
        .profile()
        .ifPresent(p -> all.add(new Change.DeleteInstanceProfile(p.name(), p.arn())));
    found.observed().role().ifPresent(r -> all.add(new Change.DeleteRole(r.name(), r.arn())));
    return all;
  }
}
