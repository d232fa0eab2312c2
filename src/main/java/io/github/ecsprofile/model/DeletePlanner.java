package io.github.ecsprofile.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what a delete removes, and whether it may. Pure.
 *
 * <pre>
 * what exists                                plain      --force
 * a managed role or instance profile         deleted    deleted
 * one that is not managed, or from template  obstacle   deleted
 * a policy that was asked for, attached      detached   detached
 * another managed policy, an inline policy   obstacle   detached, deleted
 * the role in another instance profile       obstacle   removed from it; that profile stays
 * another role in the instance profile       obstacle   removed from it; that role stays
 * </pre>
 */
public final class DeletePlanner {
  private DeletePlanner() {}

  /**
   * What IAM shows, and what only a delete reads.
   *
   * @param inline the names of the role's inline policies (ListRolePolicies)
   * @param holders the instance profiles that hold the role (ListInstanceProfilesForRole)
   */
  public record Found(Observed observed, List<String> inline, List<Observed.Profile> holders) {}

  /** Plans the delete. The changes carry the unique ids of what they delete. */
  public static Plan plan(Desired desired, Found found, boolean force) {
    return new Plan(
        changes(found), List.of(), force ? List.of() : obstacles(desired, found), List.of());
  }

  private static List<Obstacle> obstacles(Desired desired, Found found) {
    Observed observed = found.observed();
    List<Obstacle> all = new ArrayList<>(Ownership.template(observed));
    all.addAll(Ownership.obstacles(desired, observed));
    Set<String> others = new LinkedHashSet<>(observed.attached());
    desired.policies().forEach(others::remove);
    others.forEach(
        arn -> all.add(new Obstacle.AddedByOthers(Check.extra(Subject.POLICY, arn, arn))));
    found
        .inline()
        .forEach(
            name ->
                all.add(
                    new Obstacle.AddedByOthers(Check.extra(Subject.INLINE_POLICY, name, name))));
    otherHolders(found)
        .forEach(
            p ->
                all.add(
                    new Obstacle.AddedByOthers(
                        Check.extra(Subject.OTHER_INSTANCE_PROFILE, p.name(), p.name()))));
    observed
        .profile()
        .flatMap(Observed.Profile::member)
        .filter(m -> !m.name().equalsIgnoreCase(desired.roleName()))
        .ifPresent(
            m ->
                all.add(
                    new Obstacle.AddedByOthers(
                        Check.compare(Subject.ROLE_IN_PROFILE, desired.roleName(), m.name()))));
    return all;
  }

  private static List<Observed.Profile> otherHolders(Found found) {
    return found.holders().stream()
        .filter(
            holder ->
                found.observed().profile().filter(p -> p.name().equals(holder.name())).isEmpty())
        .toList();
  }

  private static List<Change> changes(Found found) {
    List<Change> all = new ArrayList<>();
    found
        .observed()
        .profile()
        .ifPresent(
            p ->
                p.member()
                    .ifPresent(
                        m ->
                            all.add(
                                new Change.RemoveRoleFromInstanceProfile(
                                    p.name(), p.arn(), m.name()))));
    found
        .observed()
        .role()
        .ifPresent(
            role -> {
              for (Observed.Profile holder : otherHolders(found)) {
                all.add(
                    new Change.RemoveRoleFromInstanceProfile(
                        holder.name(), holder.arn(), role.name()));
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
        .ifPresent(p -> all.add(new Change.DeleteInstanceProfile(p.name(), p.arn(), p.id())));
    found
        .observed()
        .role()
        .ifPresent(r -> all.add(new Change.DeleteRole(r.name(), r.arn(), r.id())));
    return all;
  }
}
