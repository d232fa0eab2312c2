package io.github.ecsprofile.cli;

import io.github.ecsprofile.cli.BatchRunner.ProjectOutcome;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.output.PlanText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code ecs-profile delete}: deletes the profile, the role and its attachments, in IAM's order.
 */
final class Delete implements Subcommand {
  /** Questions in a row, each because something changed since the one before. */
  private static final int MAX_QUESTIONS = 5;

  private final CommandContext context;
  private final TargetOptions target = TargetOptions.forDelete();
  private final ProjectOptions projects = new ProjectOptions();

  boolean yes;
  boolean force;
  boolean dryRun;

  Delete(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.flag("-y, --yes", "Do not ask; required if stdin is not a terminal.", v -> yes = v);
    to.flag("--force", "Also delete what is not managed, or was added by others.", v -> force = v);
    to.flag("--dry-run", "Show the plan without making changes.", v -> dryRun = v);
  }

  @Override
  public ExitCode run() {
    List<Desired> all = target.all(context, projects);
    if (dryRun) {
      context.requireNotEnv("a dry run has no values", "Use --output text or json with --dry-run.");
    }
    boolean canAsk = context.terminal().stdin() && !"-".equals(projects.from);
    if (!yes && !dryRun && !canAsk) {
      throw Failure.badInput(
          "delete: needs a confirmation, and stdin is not a terminal", "Add --yes.");
    }
    try (IamSession connection = context.connect()) {
      BatchRunner<Desired> batch =
          new BatchRunner<>(
              context,
              connection,
              context.renderer(projects.isMultiple(target.project), false),
              Desired::project);
      if (dryRun) {
        return batch.run(
            all, projects.parallel, (d, p) -> ProjectOutcome.of(result(d, plan(p, d), List.of())));
      }
      return yes
          ? batch.run(
              all, projects.parallel, (d, p) -> ProjectOutcome.of(delete(d, p, Optional.empty())))
          : ask(connection, batch, all);
    }
  }

  /** Shows the plan, asks, and deletes what was shown; what changed since is asked about again. */
  private ExitCode ask(IamSession connection, BatchRunner<Desired> batch, List<Desired> all) {
    ExitCode worst = ExitCode.OK;
    List<Desired> left = all;
    for (int question = 0; question < MAX_QUESTIONS; question++) {
      Map<Desired, Plan> plans = new LinkedHashMap<>();
      for (Desired d : left) {
        plans.put(d, plan(connection.provisioner(new RunReporter(context.console(), "")), d));
      }
      show(plans);
      List<Desired> found =
          plans.keySet().stream().filter(d -> !plans.get(d).changes().isEmpty()).toList();
      if (found.isEmpty()) {
        return worst;
      }
      if (!isConfirmed(connection)) {
        context.note(question == 0 ? "Nothing was deleted." : "Nothing more was deleted.");
        return worst;
      }
      List<Desired> changed = new ArrayList<>();
      worst =
          worst.combineWith(
              batch.run(
                  found,
                  projects.parallel,
                  (d, p) -> {
                    Optional<Result> done = tryDelete(d, p, Optional.of(plans.get(d).changes()));
                    synchronized (changed) {
                      done.ifPresentOrElse(r -> {}, () -> changed.add(d));
                    }
                    return ProjectOutcome.of(done.orElseGet(() -> unchanged(d)));
                  }));
      if (changed.isEmpty()) {
        return worst;
      }
      context.warn("What exists has changed since it was shown; nothing of it was deleted.");
      left = changed;
    }
    throw new Failure(
        Failure.Kind.CONFLICT,
        "delete: what exists keeps changing",
        "Find out who changes it, then run the command again.");
  }

  private Plan plan(Provisioner p, Desired d) {
    Plan plan = p.planDelete(d, force).plan();
    if (!plan.obstacles().isEmpty()) {
      throw Failure.conflict(plan.obstacles());
    }
    return plan;
  }

  private void show(Map<Desired, Plan> plans) {
    plans.forEach(
        (d, plan) -> {
          if (plan.changes().isEmpty()) {
            context.note(nothingToDelete(d));
          }
          context
              .console()
              .printRendered(
                  PlanText.changes(
                      context.aws().heading(d.project(), null), plan, context.console().theme()));
        });
    if (plans.values().stream().anyMatch(p -> !p.changes().isEmpty())) {
      context.console().printRendered(List.of(PlanText.summary(plans.values())));
    }
  }

  private static String nothingToDelete(Desired d) {
    return "Nothing to delete: neither role "
        + d.roleName()
        + " nor instance profile "
        + d.profileName()
        + " exists.";
  }

  private boolean isConfirmed(IamSession connection) {
    context
        .console()
        .print(List.of("Instances that run with this instance profile lose their permissions."));
    context.console().ask("Delete all of this? [y/N]");
    connection.deadline().pause();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
              .readLine();
      String word = answer == null ? "" : answer.trim().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      return false;
    } finally {
      connection.deadline().resume();
    }
  }

  private Result delete(Desired d, Provisioner p, Optional<List<Change>> confirmed) {
    return tryDelete(d, p, confirmed).orElseThrow();
  }

  private Optional<Result> tryDelete(Desired d, Provisioner p, Optional<List<Change>> confirmed) {
    Optional<Provisioner.Outcome> done = p.delete(d, force, confirmed);
    done.filter(o -> o.plan().changes().isEmpty()).ifPresent(o -> context.note(nothingToDelete(d)));
    return done.map(o -> result(d, null, p.tracker().applied()));
  }

  private Result unchanged(Desired d) {
    return result(d, null, List.of());
  }

  private Result result(Desired d, Plan plan, List<Step> applied) {
    List<Step> changes =
        plan == null
            ? applied
            : plan.changes().stream().map(Change::steps).flatMap(List::stream).toList();
    return new Result(
        Operation.DELETE,
        d.project(),
        new Result.ResourceRef(d.roleName(), null),
        new Result.ResourceRef(d.profileName(), null),
        null,
        changes,
        plan,
        false,
        plan != null);
  }
}
