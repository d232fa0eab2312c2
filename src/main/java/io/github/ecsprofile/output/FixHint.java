package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Obstacle;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Plan;
import java.util.ArrayList;
import java.util.List;

/** What to run after a failed {@code verify}. */
public final class FixHint {
  private FixHint() {}

  /**
   * Renders the owners of resources that are not managed, and the command that would fix the rest.
   *
   * @param prune whether extras count as problems
   * @param names options for names that the running command does not have
   */
  public static List<String> of(
      Plan plan, String project, boolean prune, List<String> names, SuggestedCommands commands) {
    List<String> lines = new ArrayList<>();
    List<String> flags = new ArrayList<>(names);
    boolean adopt = false;
    boolean fixable = true;
    for (Obstacle o : plan.obstacles()) {
      if (o instanceof Obstacle.NotManaged || o instanceof Obstacle.FromRoleTemplate) {
        lines.add("note: " + FailureText.describe(o));
        adopt |= o instanceof Obstacle.NotManaged;
        fixable &= o instanceof Obstacle.NotManaged;
      } else if (o instanceof Obstacle.Differs d && d.remedy() == Obstacle.Remedy.NONE) {
        fixable = false;
      }
    }
    if (plan.checks().stream().anyMatch(c -> c.state() == State.DIFFERENT)) {
      flags.add("--update");
    }
    if (prune && plan.checks().stream().anyMatch(c -> c.state() == State.EXTRA)) {
      flags.add("--prune");
    }
    if (adopt) {
      flags.add("--adopt");
    }
    lines.add(
        fixable
            ? "hint: To fix it: " + commands.of(Operation.ALL, project, flags)
            : "hint: It cannot be changed in place: use another name, or delete it first.");
    return lines;
  }
}
