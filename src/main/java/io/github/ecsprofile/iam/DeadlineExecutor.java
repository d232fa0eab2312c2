package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The threads on which independent calls run side by side, and the deadline of the whole command,
 * which no waiting outlasts. None of the threads keeps the JVM alive.
 */
public final class DeadlineExecutor implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "iam");
            thread.setDaemon(true);
            return thread;
          });
  private final long deadline;

  /**
   * @param timeout of the whole command, from now
   */
  public DeadlineExecutor(Duration timeout) {
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  <T> Future<T> submit(boolean wanted, T otherwise, Supplier<T> work) {
    return wanted ? threads.submit(work::get) : CompletableFuture.completedFuture(otherwise);
  }

  /** The result, or the failure of the work; at the deadline, a failure that says so. */
  <T> T await(Future<T> result) {
    try {
      return result.get(Math.max(0, nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new Failure(
          Failure.Kind.UNAVAILABLE,
          "IAM has not answered within --timeout",
          "Run it again: that is safe.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  long nanosLeft() {
    return deadline - System.nanoTime();
  }

  /** Waits; false, without waiting, where the deadline comes first. */
  boolean sleep(Duration time) {
    if (time.toNanos() > nanosLeft()) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private static Failure interrupted(InterruptedException e) {
    return new Failure(Failure.Kind.INTERRUPTED, "interrupted", "Run it again: that is safe.", e);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
