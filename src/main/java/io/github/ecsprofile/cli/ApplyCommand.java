package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Conflicts;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Planner;
import io.github.ecsprofile.model.Result;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The making commands' common way: options to Desired, through the Provisioner, to a Result. */
final class ApplyCommand {
  private final ProjectOptions projects = new ProjectOptions();

  boolean update;
  boolean prune;
  boolean dryRun;

  void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--update", "Change what exists and differs.", v -> update = v);
    to.flag(
        "--prune", "Take away managed policies and tags that were not asked for.", v -> prune = v);
    to.flag("--dry-run", "Everything but the writes.", v -> dryRun = v);
    projects.declare(spec);
  }

  int run(EcsProfile root, TargetOptions target, Component first, Component... more) {
    Set<Component> components = EnumSet.of(first, more);
    List<Desired> all = target.all(root, projects);
    try (IamSession c = root.connect()) {
      return BatchRunner.run(
          root,
          all,
          Desired::project,
          projects.parallel,
          (desired, journal) -> {
            Provisioner p = c.provisioner(journal);
            return new BatchRunner.ProjectOutcome(
                dryRun
                    ? preview(root, p, desired, components, journal)
                    : make(root, p, desired, components, journal),
                0);
          });
    }
  }

  private Result make(
      EcsProfile root,
      Provisioner p,
      Desired desired,
      Set<Component> components,
      RunReporter journal) {
    Provisioner.Outcome o = p.apply(desired, components, update, prune);
    extras(root, journal, o);
    List<Result.AppliedChange> made = journal.changes();
    if (made.stream().anyMatch(d -> d.action().equals("CreateInstanceProfile"))) {
      root.messages().once("EC2 may take some seconds to see a new instance profile.");
    }
    return Results.of(desired, o.observed(), components, made, false);
  }

  /** The plan that the real run would begin with. */
  private Result preview(
      EcsProfile root,
      Provisioner p,
      Desired desired,
      Set<Component> components,
      RunReporter journal) {
    Provisioner.Outcome o = p.plan(desired, components, update, prune);
    Planner.requireBase(desired, o.observed(), components);
    extras(root, journal, o);
    if (!o.plan().conflicts().isEmpty()) {
      throw Conflicts.failure(o.plan().conflicts());
    }
    List<Result.AppliedChange> planned =
        o.plan().changes().stream()
            .flatMap(x -> Result.AppliedChange.of(x, x.resource()).stream())
            .toList();
    return Results.of(desired, o.observed(), components, planned, true);
  }

  private static void extras(EcsProfile root, RunReporter journal, Provisioner.Outcome o) {
    for (Check c : o.plan().extras()) {
      root.note(
          journal.prefix() + "left alone, not asked for: " + c.name() + " (--prune takes it away)");
    }
  }
}
