package io.github.ecsprofile.model;

import java.util.List;

/**
 * What a run would change, and what it found.
 *
 * @param changes the writes, in order; carried out only if there are no obstacles
 * @param checks every comparison made
 * @param obstacles what stops the run before its first write
 * @param extras what exists and was not asked for, and stays
 */
public record Plan(
    List<Change> changes, List<Check> checks, List<Obstacle> obstacles, List<Check> extras) {

  public Plan {
    changes = List.copyOf(changes);
    checks = List.copyOf(checks);
    obstacles = List.copyOf(obstacles);
    extras = List.copyOf(extras);
  }

  /** Returns whether everything that was asked for exists as asked. */
  public boolean isInSync(boolean extrasCount) {
    return checks.stream().noneMatch(c -> c.isProblem(extrasCount));
  }
}
