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
import io.github.ecsprofile.model.RunReport;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.output.PlanText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
        return batch.run(all, projects.parallel, (d, p) -> ProjectOutcome.of(preview(d, p)));
      }
      return yes
          ? batch.run(all, projects.parallel, (d, p) -> ProjectOutcome.of(delete(d, p)))
          : ask(connection, batch, all);
    }
  }

  /** Shows the plan, asks, and deletes what was shown; what changed since is asked about again. */
  private ExitCode ask(IamSession connection, BatchRunner<Desired> batch, List<Desired> all) {
    ExitCode worst = ExitCode.OK;
    List<Desired> left = all;
    for (int question = 0; question < MAX_QUESTIONS; question++) {
      Map<Desired, Provisioner.Outcome> looks = new ConcurrentHashMap<>();
      worst =
          worst.combineWith(
              batch.prepare(left, projects.parallel, (d, p) -> looks.put(d, look(d, p))));
      List<Desired> seen = left.stream().filter(looks::containsKey).toList();
      show(seen, looks);
      List<Desired> found =
          seen.stream().filter(d -> !looks.get(d).plan().changes().isEmpty()).toList();
      if (!found.isEmpty() && !isConfirmed(connection)) {
        context.note(question == 0 ? "Nothing was deleted." : "Nothing more was deleted.");
        return worst;
      }
      seen.stream()
          .filter(d -> !found.contains(d))
          .forEach(d -> batch.print(d, result(d, looks.get(d), List.of(), List.of(), null)));
      Set<Desired> changed = ConcurrentHashMap.newKeySet();
      if (!found.isEmpty()) {
        worst =
            worst.combineWith(
                batch.run(
                    found,
                    projects.parallel,
                    (d, p) -> {
                      Optional<Result> done = deleteShown(d, p, looks.get(d).plan().changes());
                      if (done.isEmpty()) {
                        changed.add(d);
                      }
                      return new ProjectOutcome(done, ExitCode.OK);
                    }));
      }
      if (changed.isEmpty()) {
        return worst;
      }
      context.warn("What exists has changed since it was shown; nothing of it was deleted.");
      left = found.stream().filter(changed::contains).toList();
    }
    throw new Failure(
        Failure.Kind.CONFLICT,
        "delete: what exists keeps changing",
        "Find out who changes it, then run the command again.");
  }

  private Provisioner.Outcome look(Desired d, Provisioner p) {
    Provisioner.Outcome found = p.planDelete(d, force);
    if (!found.plan().obstacles().isEmpty()) {
      throw Failure.conflict(found.plan().obstacles());
    }
    return found;
  }

  private void show(List<Desired> all, Map<Desired, Provisioner.Outcome> looks) {
    for (Desired d : all) {
      Plan plan = looks.get(d).plan();
      if (plan.changes().isEmpty()) {
        context.note(nothingToDelete(d));
      }
      context
          .console()
          .printRendered(
              PlanText.changes(
                  context.aws().heading(d.project(), preview(d, looks.get(d))),
                  plan,
                  context.console().theme()));
    }
    List<Plan> plans = all.stream().map(d -> looks.get(d).plan()).toList();
    if (plans.stream().anyMatch(p -> !p.changes().isEmpty())) {
      context.console().printRendered(List.of(PlanText.summary(plans)));
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
      context.console().answered();
      connection.deadline().resume();
    }
  }

  private Result preview(Desired d, Provisioner p) {
    return preview(d, look(d, p));
  }

  private static Result preview(Desired d, Provisioner.Outcome found) {
    List<Step> planned =
        found.plan().changes().stream().map(Change::steps).flatMap(List::stream).toList();
    return result(d, found, planned, List.of(), found.plan());
  }

  private Result delete(Desired d, Provisioner p) {
    Provisioner.Outcome done = p.delete(d, force, Optional.empty()).orElseThrow();
    if (done.plan().changes().isEmpty()) {
      context.note(nothingToDelete(d));
    }
    return deleted(d, done, p);
  }

  /** Returns empty, with nothing deleted, if what exists is not what was shown. */
  private Optional<Result> deleteShown(Desired d, Provisioner p, List<Change> shown) {
    return p.delete(d, force, Optional.of(shown)).map(done -> deleted(d, done, p));
  }

  private static Result deleted(Desired d, Provisioner.Outcome done, Provisioner p) {
    RunReport report = p.tracker().report();
    return result(d, done, report.applied(), report.unknown(), null);
  }

  private static Result result(
      Desired d,
      Provisioner.Outcome found,
      List<Step> changes,
      List<Step> unanswered,
      Plan preview) {
    return new Result(
        Operation.DELETE,
        d.project(),
        found
            .observed()
            .role()
            .map(r -> new Result.ResourceRef(r.name(), r.arn()))
            .orElse(new Result.ResourceRef(d.roleName(), null)),
        ApplyCommand.profile(d, found.observed()),
        null,
        changes,
        unanswered,
        preview,
        false,
        preview != null,
        List.of());
  }
}
