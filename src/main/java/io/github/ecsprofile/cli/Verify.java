package io.github.ecsprofile.cli;

import io.github.ecsprofile.cli.BatchRunner.ProjectOutcome;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Advice;
import io.github.ecsprofile.model.ApplyOptions;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.AdviceText;
import io.github.ecsprofile.output.FixHint;
import io.github.ecsprofile.output.VerifyText;
import io.github.ecsprofile.template.Preset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile verify}: reads, and compares what exists with what was asked for. */
final class Verify implements Subcommand {
  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.VERIFY.components());
  private final ProjectOptions projects = new ProjectOptions();

  boolean prune;
  boolean onlyProblems;
  boolean allManaged;
  String report;

  Verify(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    Options.of(spec, Group.TARGET)
        .flag(
            "--all-managed",
            "Verify every instance profile that list prints.",
            v -> allManaged = v);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--prune", "Count extras as problems.", v -> prune = v);
    to.flag("--only-problems", "Leave out checks that pass.", v -> onlyProblems = v);
    to.value(
        String.class,
        "--report",
        "junit=FILE",
        "Also write the checks to FILE, as a JUnit report.",
        v -> report = v);
  }

  @Override
  public ExitCode run() {
    VerifyReports reports = new VerifyReports(context, ReportFile.of(report));
    if (allManaged) {
      return verifyManaged(reports);
    }
    List<Desired> all = target.allOrNamed(context, projects);
    try (IamSession session = context.connect()) {
      return verify(session, all, reports, Optional.empty(), d -> List.of());
    }
  }

  private ExitCode verifyManaged(VerifyReports reports) {
    requireNoNames();
    context.requireNotEnv(
        "holds the values of one project, and cannot be used for several", "Use text or json.");
    projects.projects(List.of(), target.preset(), target.command, context);
    ManagedTargets targets = new ManagedTargets(target, context);
    try (IamSession session = context.connect()) {
      List<Desired> all = targets.of(new ProfileSearch(context, session).managed(false));
      if (all.isEmpty()) {
        context.note("None of them is managed: nothing was verified.");
        reports.write(List.of());
        return ExitCode.OK;
      }
      Optional<Integer> quota = session.inventory().policyQuota();
      return verify(session, all, reports, quota, targets::options);
    }
  }

  private void requireNoNames() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--project", !target.project.isEmpty());
    given.put("--projects-from", projects.from != null);
    given.put("--role-name", target.roleName != null);
    given.put("--instance-profile-name", target.profileName != null);
    given.forEach(
        (option, isGiven) -> {
          if (isGiven) {
            throw Failure.badInput(
                "--all-managed and " + option + " exclude each other", "Leave one of them out.");
          }
        });
  }

  private ExitCode verify(
      IamSession session,
      List<Desired> all,
      VerifyReports reports,
      Optional<Integer> quota,
      Function<Desired, List<String>> names) {
    boolean isMultiple = allManaged || projects.isMultiple(target.project);
    ExitCode code =
        new BatchRunner<>(
                context, session, context.renderer(isMultiple, onlyProblems), Desired::project)
            .run(
                all,
                projects.parallel,
                (d, p) ->
                    ProjectOutcome.of(
                        reports.record(d, () -> verify(d, p, quota, names.apply(d)))));
    reports.write(all);
    return code;
  }

  private Result verify(
      Desired d, Provisioner p, Optional<Integer> quota, List<String> nameOptions) {
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
            false,
            advice(o.observed(), quota));
    o.plan().checks().stream()
        .filter(c -> c.isProblem(prune))
        .forEach(c -> context.console().failedCheck(d.project() + ": " + VerifyText.problem(c)));
    if (result.isOutOfSync()) {
      FixHint.of(o.plan(), d.project(), prune, nameOptions, context.running())
          .forEach(context::note);
    }
    result.advice().forEach(a -> context.note("advice: " + AdviceText.of(a)));
    return result;
  }

  private static List<Advice> advice(Observed seen, Optional<Integer> quota) {
    Optional<String> missingPrefix =
        seen.role()
            .flatMap(r -> Preset.misnamed(r.name(), seen.attached()))
            .map(Preset::requiredRolePrefix);
    return Advice.of(seen, quota, missingPrefix);
  }
}
