package io.github.ecsprofile.cli;

import io.github.ecsprofile.cli.BatchRunner.ProjectOutcome;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.ApplyOptions;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.FixHint;
import io.github.ecsprofile.output.VerifyText;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile verify}: reads, and compares what exists with what was asked for. */
final class Verify implements Subcommand {
  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.VERIFY.components());
  private final ProjectOptions projects = new ProjectOptions();

  boolean prune;
  boolean onlyProblems;

  Verify(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--prune", "Count extras as problems.", v -> prune = v);
    to.flag("--only-problems", "Leave out checks that pass.", v -> onlyProblems = v);
  }

  @Override
  public ExitCode run() {
    List<Desired> all = target.allOrNamed(context, projects);
    try (IamSession connection = context.connect()) {
      return new BatchRunner<>(
              context,
              connection,
              context.renderer(projects.isMultiple(target.project), onlyProblems),
              Desired::project)
          .run(all, projects.parallel, (d, p) -> ProjectOutcome.of(verify(d, p)));
    }
  }

  private Result verify(Desired d, Provisioner p) {
    Provisioner.Outcome o =
        p.plan(d, Operation.VERIFY.components(), new ApplyOptions(false, prune, false));
    Result result =
        new Result(
            Operation.VERIFY,
            d.project(),
            ApplyCommand.role(d, o.observed(), List.of()),
            ApplyCommand.profile(d, o.observed()),
            d.policies(),
            List.of(),
            List.of(),
            o.plan(),
            prune,
            false);
    o.plan().checks().stream()
        .filter(c -> c.isProblem(prune))
        .forEach(c -> context.console().failedCheck(d.project() + ": " + VerifyText.problem(c)));
    if (result.isOutOfSync()) {
      FixHint.of(o.plan(), d.project(), prune, context.running()).forEach(context::note);
    }
    return result;
  }
}
