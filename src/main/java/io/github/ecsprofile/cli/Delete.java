package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Conflicts;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile delete}: the profile, the role and its attachments, in IAM's order. */
final class Delete implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = TargetOptions.forDelete();
  private final ProjectOptions projects = new ProjectOptions();

  boolean yes;
  boolean force;
  boolean dryRun;

  Delete(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "The profile, the role and its attachments go; only what is the project's own.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--yes", "Do not ask; needed where stdin is no terminal.", v -> yes = v);
    to.flag(
        "--force", "Also what is not the project's own, or was added by others.", v -> force = v);
    to.flag("--dry-run", "Everything but the writes.", v -> dryRun = v);
  }

  @Override
  public Integer call() {
    List<Desired> all = target.all(root, projects);
    if (!yes && !dryRun && (!root.terminal().stdin() || "-".equals(projects.from))) {
      throw Failure.badInput(
          "delete asks before it deletes, and stdin is no terminal", "Add --yes.");
    }
    try (Connection c = root.connect()) {
      if (!yes && !dryRun && !confirmed(c, all)) {
        root.note("nothing was deleted");
        return 0;
      }
      return BatchRunner.run(
          root, all, Desired::project, projects.parallel, (d, journal) -> one(c, d, journal));
    }
  }

  private BatchRunner.ProjectOutcome one(Connection c, Desired d, RunReporter journal) {
    Provisioner p = c.provisioner(journal);
    if (!dryRun) {
      p.delete(d, force);
      return new BatchRunner.ProjectOutcome(result(d, List.of(), journal.changes()), 0);
    }
    List<Result.AppliedChange> planned =
        allowed(p.planDelete(d, force).plan()).stream()
            .map(x -> new Result.AppliedChange(x.action(), x.resource()))
            .toList();
    List<String> lines = planned.stream().map(x -> x.action() + " " + x.resource()).toList();
    return new BatchRunner.ProjectOutcome(result(d, lines, planned), 0);
  }

  private Result result(Desired d, List<String> lines, List<Result.AppliedChange> changes) {
    return new Result(
        lines,
        d.project(),
        new Result.ResourceRef(d.roleName(), null),
        new Result.ResourceRef(d.profileName(), null),
        null,
        changes,
        null,
        dryRun);
  }

  private static List<Change> allowed(Plan plan) {
    if (!plan.conflicts().isEmpty()) {
      throw Conflicts.failure(plan.conflicts());
    }
    return plan.changes();
  }

  /** Shows what will go and asks; with nothing there, there is nothing to ask. */
  private boolean confirmed(Connection c, List<Desired> all) {
    boolean any = false;
    for (Desired d : all) {
      Provisioner p = c.provisioner(root.journal(""));
      for (Change change : allowed(p.planDelete(d, force).plan())) {
        root.messages().say(change.describe());
        any = true;
      }
    }
    if (!any) {
      return true;
    }
    root.messages().say("Instances that run with this profile lose their rights.");
    root.messages().ask("Delete all this? [y/N]");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(root.in(), StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.trim().matches("(?i)y(es)?");
    } catch (IOException e) {
      return false;
    }
  }
}
