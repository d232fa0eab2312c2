package io.github.ecsprofile.model;

import java.util.List;
import java.util.Optional;

/**
 * What became of a run's changes at one moment.
 *
 * @param applied IAM answered that it was done
 * @param unknown sent, and not answered: may still take effect
 * @param remaining planned, and not sent
 * @param emptied the instance profile that a replaced role left empty, if that happened
 */
public record RunReport(
    List<Step> applied, List<Step> unknown, List<Step> remaining, Optional<Emptied> emptied) {

  /**
   * An instance profile whose role was removed, with no other role known to be inside.
   *
   * @param certain whether it is known to be empty: no call that adds a role is unanswered
   */
  public record Emptied(String profile, String removedRole, boolean certain) {}

  public RunReport {
    applied = List.copyOf(applied);
    unknown = List.copyOf(unknown);
    remaining = List.copyOf(remaining);
  }

  /** Returns whether the run sent any write. */
  public boolean hasWrites() {
    return !applied.isEmpty() || !unknown.isEmpty();
  }
}
