package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Aspect;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.render.CheckLines;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile verify}: reads, and says what is in order and what is not. */
@Command(
    name = "verify",
    header = "Says what is in order, missing, different or extra; exit 10 if not in order.")
final class Verify implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin ProjectOptions projects;

  @Option(names = "--prune", description = "Extras count as not in order.")
  boolean prune;

  @Override
  public Integer call() {
    EnumSet<Aspect> aspects = EnumSet.allOf(Aspect.class);
    List<Desired> all = target.all(root, projects);
    try (Connection c = root.connect()) {
      return Projects.run(
          root,
          all,
          Desired::project,
          projects.parallel,
          (d, journal) -> {
            Provisioner.Outcome o = c.provisioner(journal).look(d, aspects, false, prune);
            List<Check> checks = o.plan().checks();
            boolean wrong =
                checks.stream()
                    .anyMatch(x -> x.state() != State.OK && (prune || x.state() != State.EXTRA));
            Result.Named role =
                o.observed().role().isEmpty() && o.observed().profile().isEmpty()
                    ? new Result.Named(d.roleName(), null)
                    : Results.role(d, o.observed(), List.of());
            Result.Named profile =
                o.observed()
                    .profile()
                    .map(p -> new Result.Named(p.name(), p.arn()))
                    .orElse(new Result.Named(d.profileName(), null));
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
            return new Projects.Done(result, wrong ? 10 : 0);
          });
    }
  }
}
