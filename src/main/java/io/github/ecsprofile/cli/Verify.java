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
import io.github.ecsprofile.model.Partition;
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
  private final AccountOptions accounts = new AccountOptions();

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
    accounts.declare(spec);
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
    Accounts on = accounts.accounts(context, projects);
    ExitCode code = allManaged ? verifyManaged(on, reports) : verifyNamed(on, reports);
    reports.write();
    return code;
  }

  private ExitCode verifyNamed(Accounts on, VerifyReports reports) {
    Map<Partition, List<Desired>> all =
        on.byPartition(partition -> target.allOrNamed(context, projects, partition));
    return reports.run(
        on,
        (account, report) -> {
          List<Desired> here = all.get(account.partition());
          report.expect(here);
          try (IamSession session = account.connect()) {
            return verify(account, session, here, report, Optional.empty(), d -> List.of());
          }
        });
  }

  private ExitCode verifyManaged(Accounts on, VerifyReports reports) {
    requireNoNames();
    context.requireNotEnv(
        "holds the values of one project, and cannot be used for several", "Use text or json.");
    projects.projects(List.of(), target.preset(), target.command, context);
    Map<Partition, ManagedTargets> targets =
        on.byPartition(partition -> new ManagedTargets(target, context, partition));
    return reports.run(
        on, (account, report) -> verifyManaged(account, targets.get(account.partition()), report));
  }

  private ExitCode verifyManaged(
      CommandContext account, ManagedTargets targets, VerifyReports.OfAccount report) {
    try (IamSession session = account.connect()) {
      List<Desired> all =
          targets.of(new ProfileSearch(account, session).managed(false), account::warn);
      report.expect(all);
      if (all.isEmpty()) {
        account.note("None of them is managed: nothing was verified.");
        return ExitCode.OK;
      }
      Optional<Integer> quota = session.inventory().policyQuota();
      return verify(account, session, all, report, quota, targets::options);
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
      CommandContext account,
      IamSession session,
      List<Desired> all,
      VerifyReports.OfAccount report,
      Optional<Integer> quota,
      Function<Desired, List<String>> names) {
    boolean isMultiple = allManaged || projects.isMultiple(target.project);
    return new BatchRunner<>(
            account, session, account.renderer(isMultiple, onlyProblems), Desired::project)
        .run(
            all,
            projects.parallel,
            (d, p) ->
                ProjectOutcome.of(
                    report.record(d, () -> verify(account, d, p, quota, names.apply(d)))));
  }

  private Result verify(
      CommandContext account,
      Desired d,
      Provisioner p,
      Optional<Integer> quota,
      List<String> nameOptions) {
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
        .forEach(c -> account.console().failedCheck(d.project() + ": " + VerifyText.problem(c)));
    if (result.isOutOfSync()) {
      FixHint.of(o.plan(), d.project(), prune, nameOptions, account.running())
          .forEach(account::note);
    }
    result.advice().forEach(a -> account.note("advice: " + AdviceText.of(a)));
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
