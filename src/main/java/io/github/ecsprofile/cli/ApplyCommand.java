package io.github.ecsprofile.cli;

import io.github.ecsprofile.cli.BatchRunner.ProjectOutcome;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.ApplyOptions;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.IamAction;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Planner;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.RunReport;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.output.VerifyText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands that create what is missing: {@code all}, {@code create-role}, {@code
 * attach-policies}, {@code create-profile} and {@code add-role}. They differ in their components.
 */
final class ApplyCommand implements Subcommand {
  private final CommandContext context;
  private final Operation operation;
  private final TargetOptions target;
  private final ProjectOptions projects = new ProjectOptions();
  private final AccountOptions accounts = new AccountOptions();

  boolean update;
  boolean prune;
  boolean adopt;
  boolean dryRun;

  ApplyCommand(CommandContext context, Operation operation) {
    this.context = context;
    this.operation = operation;
    this.target = new TargetOptions(operation.components());
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    if (operation == Operation.ALL) {
      accounts.declare(spec);
    }
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("--update", "Change settings that exist and differ.", v -> update = v);
    if (hasExtras()) {
      to.flag("--prune", "Remove " + extras() + " that were not asked for.", v -> prune = v);
    }
    to.flag("--adopt", "Take over an existing role or instance profile.", v -> adopt = v);
    to.flag("--dry-run", "Show the plan without making changes.", v -> dryRun = v);
  }

  /** A role added to a profile has no extras. */
  private boolean hasExtras() {
    return !operation.components().equals(Set.of(Component.ROLE_IN_PROFILE));
  }

  private String extras() {
    if (operation.components().equals(Set.of(Component.POLICIES))) {
      return "managed policies";
    }
    return operation.components().contains(Component.POLICIES)
        ? "managed policies and tags"
        : "tags";
  }

  @Override
  public ExitCode run() {
    Accounts on = accounts.accounts(context, projects);
    Map<Partition, List<Desired>> all =
        on.byPartition(partition -> target.all(context, projects, partition));
    if (dryRun) {
      context.requireNotEnv("a dry run has no values", "Use --output text or json with --dry-run.");
    }
    return on.run(account -> run(account, all.get(account.partition())));
  }

  private ExitCode run(CommandContext account, List<Desired> all) {
    ApplyOptions options = new ApplyOptions(update, prune, adopt);
    try (IamSession connection = account.connect()) {
      return new BatchRunner<>(
              account,
              connection,
              account.renderer(projects.isMultiple(target.project), false),
              Desired::project)
          .run(
              all,
              projects.parallel,
              (desired, provisioner) ->
                  ProjectOutcome.of(
                      dryRun
                          ? preview(account, provisioner, desired, options)
                          : apply(account, provisioner, desired, options)));
    }
  }

  private Result apply(
      CommandContext account, Provisioner p, Desired desired, ApplyOptions options) {
    Provisioner.Outcome o = p.apply(desired, operation.components(), options);
    noteExtras(account, desired, o.plan());
    RunReport report = p.tracker().report();
    List<Step> applied = report.applied();
    if (Stream.of(applied, report.unknown())
        .flatMap(List::stream)
        .anyMatch(s -> s.action() == IamAction.CREATE_INSTANCE_PROFILE)) {
      context.console().noteOnce("note: EC2 may take a few seconds to see a new instance profile.");
    }
    return result(desired, o, applied, report.unknown(), false);
  }

  /** The plan that the real run would begin with. */
  private Result preview(
      CommandContext account, Provisioner p, Desired desired, ApplyOptions options) {
    Provisioner.Outcome o = p.plan(desired, operation.components(), options);
    Planner.requireBase(desired, o.observed(), operation.components());
    noteExtras(account, desired, o.plan());
    if (!o.plan().obstacles().isEmpty()) {
      throw Failure.conflict(o.plan().obstacles());
    }
    List<Step> planned =
        o.plan().changes().stream().map(Change::steps).flatMap(List::stream).toList();
    return result(desired, o, planned, List.of(), true);
  }

  private void noteExtras(CommandContext account, Desired desired, Plan plan) {
    boolean named = account.account().isPresent() || projects.isMultiple(target.project);
    String prefix = named ? desired.project() + ": " : "";
    for (Check c : plan.extras()) {
      account.note(prefix + "kept: " + VerifyText.problem(c) + " (--prune removes it)");
    }
  }

  private Result result(
      Desired desired,
      Provisioner.Outcome o,
      List<Step> changes,
      List<Step> unanswered,
      boolean isDryRun) {
    Set<Component> components = operation.components();
    boolean hasProfile =
        components.contains(Component.PROFILE) || components.contains(Component.ROLE_IN_PROFILE);
    boolean hasRole = !components.equals(Set.of(Component.PROFILE));
    return new Result(
        operation,
        desired.project(),
        hasRole ? role(desired, o.observed(), changes) : null,
        hasProfile ? profile(desired, o.observed()) : null,
        components.contains(Component.POLICIES) ? desired.policies() : null,
        changes,
        unanswered,
        isDryRun ? o.plan() : null,
        false,
        isDryRun,
        List.of());
  }

  /** Returns the instance profile as IAM names it, or as it was asked for. */
  static Result.ResourceRef profile(Desired desired, Observed seen) {
    return seen.profile()
        .map(p -> new Result.ResourceRef(p.name(), p.arn()))
        .orElse(new Result.ResourceRef(desired.profileName(), null));
  }

  /** Returns the role: as IAM shows it, as the profile holds it, or as it was just created. */
  static Result.ResourceRef role(Desired desired, Observed seen, List<Step> changes) {
    return seen.role()
        .map(r -> new Result.ResourceRef(r.name(), r.arn()))
        .or(
            () ->
                seen.profile()
                    .flatMap(Observed.Profile::member)
                    .map(m -> new Result.ResourceRef(m.name(), m.arn())))
        .orElseGet(
            () ->
                new Result.ResourceRef(
                    desired.roleName(),
                    changes.stream()
                        .filter(s -> s.action() == IamAction.CREATE_ROLE)
                        .map(Step::resource)
                        .findFirst()
                        .orElse(null)));
  }
}
