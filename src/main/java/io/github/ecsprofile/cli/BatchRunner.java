package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One piece of work a project: one alone as it stands, several side by side. One that fails does
 * not stop the others; the exit code is the worst.
 */
final class BatchRunner {
  /** A project's result and its exit code. */
  record ProjectOutcome(Result result, int exitCode) {}

  /** What is done for each; fails by throwing. */
  interface ProjectTask<T> {
    ProjectOutcome on(T target, RunReporter journal);
  }

  private BatchRunner() {}

  static <T> int run(
      EcsProfile root,
      List<T> targets,
      Function<T, String> name,
      int parallel,
      ProjectTask<T> work) {
    if (targets.size() == 1) {
      ProjectOutcome done = work.on(targets.get(0), root.journal(""));
      root.print(done.result(), false);
      return done.exitCode();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(parallel, targets.size()),
            r -> {
              Thread thread = new Thread(r, "project");
              thread.setDaemon(true);
              return thread;
            });
    AtomicInteger ended = new AtomicInteger();
    Queue<Running<T>> running = new ArrayDeque<>();
    for (T target : targets) {
      RunReporter journal = new RunReporter(root.messages(), name.apply(target) + ": ");
      running.add(
          new Running<>(
              name.apply(target),
              journal,
              threads.submit(
                  () -> {
                    root.begin(journal);
                    try {
                      return work.on(target, journal);
                    } finally {
                      root.end(journal);
                      root.messages()
                          .progress(
                              ended.incrementAndGet() + " of " + targets.size() + " projects");
                    }
                  })));
    }
    int worst = 0;
    List<String> failed = new ArrayList<>();
    while (!running.isEmpty()) {
      Running<T> one = running.poll();
      int code = one.finish(root);
      worst = Failures.worst(worst, code);
      if (code != 0) {
        failed.add(one.name + " (" + code + ")");
      }
    }
    threads.shutdown();
    root.messages().progress("");
    root.messages()
        .note(
            failed.isEmpty()
                ? targets.size() + " projects, all done"
                : failed.size()
                    + " of "
                    + targets.size()
                    + " projects did not end in 0: "
                    + String.join(", ", failed));
    return worst;
  }

  private record Running<T>(String name, RunReporter journal, Future<ProjectOutcome> done) {
    int finish(EcsProfile root) {
      try {
        ProjectOutcome result = done.get();
        root.print(result.result(), true);
        return result.exitCode();
      } catch (ExecutionException e) {
        return root.report(e.getCause(), journal);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 130;
      }
    }
  }
}
