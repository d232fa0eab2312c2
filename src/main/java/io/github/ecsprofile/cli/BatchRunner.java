package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.iam.RunTracker;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.NextStep;
import io.github.ecsprofile.model.NextStep.Purpose;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.output.BatchText;
import io.github.ecsprofile.output.Renderer;
import io.github.ecsprofile.output.StepText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Runs a command for each project: one alone, or several in parallel. A project that fails does not
 * stop the others; the exit code is the most severe one.
 */
final class BatchRunner<T> {
  /** A project's result; empty if there is nothing to print. */
  record ProjectOutcome(Optional<Result> result, ExitCode exitCode) {
    static ProjectOutcome of(Result result) {
      return new ProjectOutcome(
          Optional.of(result), result.isOutOfSync() ? ExitCode.NOT_IN_SYNC : ExitCode.OK);
    }
  }

  /** What is done for each project; fails with a {@link Failure}. */
  interface ProjectTask<T> {
    ProjectOutcome run(T target, Provisioner provisioner);
  }

  private final CommandContext context;
  private final IamSession connection;
  private final Renderer renderer;
  private final Function<T, String> name;

  BatchRunner(
      CommandContext context, IamSession connection, Renderer renderer, Function<T, String> name) {
    this.context = context;
    this.connection = connection;
    this.renderer = renderer;
    this.name = name;
  }

  /**
   * Runs the task for every target and prints the results in the order given.
   *
   * @param parallel projects at a time
   */
  ExitCode run(List<T> targets, int parallel, ProjectTask<T> task) {
    return targets.size() == 1 && context.account().isEmpty()
        ? one(targets.get(0), task)
        : many(targets, parallel, task, this::summarize);
  }

  /**
   * Runs a first part of the work for every target, such as a look before a question; prints
   * failures only.
   *
   * @param parallel projects at a time
   */
  ExitCode prepare(List<T> targets, int parallel, BiConsumer<T, Provisioner> work) {
    ProjectTask<T> task =
        (target, provisioner) -> {
          work.accept(target, provisioner);
          return new ProjectOutcome(Optional.empty(), ExitCode.OK);
        };
    if (targets.size() == 1) {
      return one(targets.get(0), task);
    }
    ExitCode worst = many(targets, parallel, task, (total, failed) -> {});
    // An interrupt before the next part must not call these projects ended.
    context.runGroup().expect(0);
    return worst;
  }

  private ExitCode one(T target, ProjectTask<T> task) {
    Provisioner provisioner = provisioner("");
    ErrorReporter errors = new ErrorReporter(context);
    context.runGroup().register(provisioner.tracker(), "");
    try {
      ExitCode code = print(target, task.run(target, provisioner));
      noteApplied(provisioner.tracker().report().applied());
      return code;
    } catch (RuntimeException | Error e) {
      return errors.report(e, "", provisioner.tracker());
    } finally {
      context.runGroup().unregister(provisioner.tracker());
    }
  }

  private void noteApplied(List<Step> applied) {
    if (applied.size() > 1) {
      context.note(StepText.summary(applied));
    }
  }

  private Provisioner provisioner(String prefix) {
    return connection.provisioner(new RunReporter(context.console(), prefix));
  }

  private ExitCode print(T target, ProjectOutcome outcome) {
    outcome.result().ifPresent(r -> print(target, r));
    return outcome.exitCode();
  }

  /** Prints a target's result. */
  void print(T target, Result result) {
    context.print(renderer, result, context.aws().heading(name.apply(target), result));
  }

  /** One project's run: its tracker, which is null until it starts, and its outcome. */
  private record Running<T>(
      T target, String name, AtomicReference<RunTracker> tracker, Future<ProjectOutcome> outcome) {
    private String prefix() {
      return name + ": ";
    }
  }

  private ExitCode many(
      List<T> targets,
      int parallel,
      ProjectTask<T> task,
      BiConsumer<Integer, List<String>> summary) {
    context.runGroup().expect(targets.size());
    ExecutorService threads = DaemonThreads.pool(Math.min(parallel, targets.size()), "project");
    Progress progress = new Progress(targets.size());
    Queue<Running<T>> running = new ArrayDeque<>();
    for (T target : targets) {
      String project = name.apply(target);
      AtomicReference<RunTracker> tracker = new AtomicReference<>();
      running.add(
          new Running<>(
              target,
              project,
              tracker,
              threads.submit(
                  () -> {
                    try {
                      connection.requireOpen();
                      Provisioner provisioner = provisioner(project + ": ");
                      tracker.set(provisioner.tracker());
                      context.runGroup().register(provisioner.tracker(), project + ": ");
                      return task.run(target, provisioner);
                    } finally {
                      progress.ended();
                    }
                  })));
    }
    ExitCode worst = results(running, targets.size(), summary);
    threads.shutdown();
    return worst;
  }

  /** Counts the projects that have ended; a line of progress never shows fewer than the last. */
  private final class Progress {
    private final int total;
    private int ended;

    Progress(int total) {
      this.total = total;
    }

    synchronized void ended() {
      ended++;
      context.console().progress(ended + " of " + total + " projects");
    }
  }

  private ExitCode results(
      Queue<Running<T>> running, int total, BiConsumer<Integer, List<String>> summary) {
    ErrorReporter errors = new ErrorReporter(context);
    ExitCode worst = ExitCode.OK;
    int notStarted = 0;
    List<String> failed = new ArrayList<>();
    List<Step> applied = new ArrayList<>();
    while (!running.isEmpty()) {
      Running<T> one = running.poll();
      ExitCode code;
      try {
        code = print(one.target(), one.outcome().get());
      } catch (ExecutionException e) {
        if (one.tracker().get() == null) {
          notStarted++;
          code = ExitCode.UNAVAILABLE;
        } else {
          code = errors.report(about(one.name(), e.getCause()), one.prefix(), one.tracker().get());
        }
      } catch (Failure f) {
        code = errors.report(f, one.prefix(), one.tracker().get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
      if (one.tracker().get() != null) {
        context.runGroup().unregister(one.tracker().get());
        applied.addAll(one.tracker().get().report().applied());
      }
      worst = worst.combineWith(code);
      if (code != ExitCode.OK) {
        failed.add(one.name() + " (exit " + code.code() + ")");
      }
    }
    context.console().progress("");
    if (notStarted > 0) {
      errors.notStarted(notStarted, "projects");
    }
    noteApplied(applied);
    summary.accept(total, failed);
    return worst;
  }

  /** A policy to print for a denied call is that of the project that was denied. */
  private static Throwable about(String project, Throwable e) {
    return e instanceof Failure f
            && f.nextStep().filter(n -> n.purpose() == Purpose.SHOW_PERMISSIONS).isPresent()
        ? f.suggesting(new NextStep(Purpose.SHOW_PERMISSIONS, null, project))
        : e;
  }

  private void summarize(int total, List<String> failed) {
    if (total == 1) {
      // One of several accounts; the line that ends the run names it.
      return;
    }
    context.note(BatchText.summary("project", total, failed));
  }
}
