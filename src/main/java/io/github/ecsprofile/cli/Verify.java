package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.CheckLines;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile verify}: reads, and says what is in order and what is not. */
final class Verify implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions(Operation.VERIFY.components());
  private final ProjectOptions projects = new ProjectOptions();

  boolean prune;

  Verify(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "Says what is in order, missing, different or extra; exit 10 if not in order.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--prune", "Extras count as not in order.", v -> prune = v);
  }

  @Override
  public Integer call() {
    EnumSet<Component> components = EnumSet.allOf(Component.class);
    List<Desired> all = target.all(root, projects);
    try (Connection c = root.connect()) {
      return BatchRunner.run(
          root,
          all,
          Desired::project,
          projects.parallel,
          (d, journal) -> {
            Provisioner.Outcome o = c.provisioner(journal).plan(d, components, false, prune);
            List<Check> checks = o.plan().checks();
            boolean wrong =
                checks.stream()
                    .anyMatch(x -> x.state() != State.OK && (prune || x.state() != State.EXTRA));
            Result.ResourceRef role =
                o.observed().role().isEmpty() && o.observed().profile().isEmpty()
                    ? new Result.ResourceRef(d.roleName(), null)
                    : Results.role(d, o.observed(), List.of());
            Result.ResourceRef profile =
                o.observed()
                    .profile()
                    .map(p -> new Result.ResourceRef(p.name(), p.arn()))
                    .orElse(new Result.ResourceRef(d.profileName(), null));
            Result result =
                new Result(
                    CheckLines.of(checks, root.theme()),
                    d.project(),
                    role,
                    profile,
                    d.policies(),
                    List.of(),
                    checks,
                    false);
            return new BatchRunner.ProjectOutcome(result, wrong ? 10 : 0);
          });
    }
  }
}
