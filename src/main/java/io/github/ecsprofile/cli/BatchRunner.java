package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.Renderer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Runs a command for each project: one alone, or several in parallel. A project that fails does not
 * stop the others; the exit code is the most severe one.
 */
final class BatchRunner<T> {
  /** A project's result. */
  record ProjectOutcome(Result result, ExitCode exitCode) {
    static ProjectOutcome of(Result result) {
      return new ProjectOutcome(result, result.isOutOfSync() ? ExitCode.NOT_IN_SYNC : ExitCode.OK);
    }
  }

  /** What is done for each project; fails with a {@link Failure}. */
  interface ProjectTask<T> {
    ProjectOutcome run(T target, Provisioner provisioner);
  }

  /** As many failed projects are named in the last line. */
  private static final int MAX_NAMED = 20;

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
    return targets.size() == 1 ? one(targets.get(0), task) : many(targets, parallel, task);
  }

  private ExitCode one(T target, ProjectTask<T> task) {
    Provisioner provisioner = provisioner("");
    ErrorReporter errors = new ErrorReporter(context);
    context.runs().register(provisioner.tracker(), "");
    try {
      return print(task.run(target, provisioner), name.apply(target));
    } catch (RuntimeException | Error e) {
      return errors.report(e, "", provisioner.tracker());
    } finally {
      context.runs().unregister(provisioner.tracker());
    }
  }

  private Provisioner provisioner(String prefix) {
    return connection.provisioner(new RunReporter(context.console(), prefix));
  }

  private ExitCode print(ProjectOutcome outcome, String project) {
    context.print(renderer, outcome.result(), context.aws().heading(project, outcome.result()));
    return outcome.exitCode();
  }

  /** One project's run: its account and its result once it has ended. */
  private record Running(
      String name,
      Provisioner provisioner,
      AtomicBoolean started,
      Future<ProjectOutcome> outcome) {}

  private ExitCode many(List<T> targets, int parallel, ProjectTask<T> task) {
    context.runs().expect(targets.size());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(parallel, targets.size()),
            work -> {
              Thread thread = new Thread(work, "project");
              thread.setDaemon(true);
              return thread;
            });
    AtomicInteger ended = new AtomicInteger();
    Queue<Running> running = new ArrayDeque<>();
    for (T target : targets) {
      String project = name.apply(target);
      Provisioner provisioner = provisioner(project + ": ");
      AtomicBoolean started = new AtomicBoolean();
      running.add(
          new Running(
              project,
              provisioner,
              started,
              threads.submit(
                  () -> {
                    try {
                      connection.requireOpen();
                      started.set(true);
                      context.runs().register(provisioner.tracker(), project + ": ");
                      return task.run(target, provisioner);
                    } finally {
                      context
                          .console()
                          .progress(
                              ended.incrementAndGet() + " of " + targets.size() + " projects");
                    }
                  })));
    }
    return results(running, targets.size(), threads);
  }

  private ExitCode results(Queue<Running> running, int total, ExecutorService threads) {
    ErrorReporter errors = new ErrorReporter(context);
    ExitCode worst = ExitCode.OK;
    int notStarted = 0;
    List<String> failed = new ArrayList<>();
    while (!running.isEmpty()) {
      Running one = running.poll();
      ExitCode code;
      try {
        code = print(one.outcome().get(), one.name());
      } catch (ExecutionException e) {
        if (!one.started().get()) {
          notStarted++;
          code = ExitCode.UNAVAILABLE;
        } else {
          code = errors.report(e.getCause(), one.name() + ": ", one.provisioner().tracker());
        }
      } catch (Failure f) {
        code = errors.report(f, one.name() + ": ", one.provisioner().tracker());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
      context.runs().unregister(one.provisioner().tracker());
      worst = worst.combineWith(code);
      if (code != ExitCode.OK) {
        failed.add(one.name() + " (exit " + code.code() + ")");
      }
    }
    threads.shutdown();
    context.console().progress("");
    if (notStarted > 0) {
      errors.notStarted(notStarted);
    }
    context.note(summary(total, failed));
    return worst;
  }

  private static String summary(int total, List<String> failed) {
    if (failed.isEmpty()) {
      return total + " projects succeeded";
    }
    String named = String.join(", ", failed.subList(0, Math.min(MAX_NAMED, failed.size())));
    int rest = failed.size() - MAX_NAMED;
    return (total - failed.size())
        + " succeeded, "
        + failed.size()
        + " failed: "
        + named
        + (rest > 0 ? " and " + rest + " more" : "");
  }
}
