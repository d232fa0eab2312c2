package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs independent calls in parallel, on a bounded number of threads and within the command's
 * {@link Deadline}: after it has passed or was closed, no call starts, and no waiting outlasts it.
 * Its threads do not keep the JVM alive.
 */
public final class DeadlineExecutor implements AutoCloseable {
  private static final int MAX_THREADS = 128;

  private final ThreadPoolExecutor threads;
  private final Deadline deadline;

  /** Creates an executor for the calls of one command. */
  public DeadlineExecutor(Deadline deadline) {
    this.deadline = deadline;
    IdleFirstQueue queue = new IdleFirstQueue();
    this.threads =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            queue,
            work -> {
              Thread thread = new Thread(work, "iam");
              thread.setDaemon(true);
              return thread;
            },
            (work, pool) -> {
              queue.enqueue(work);
              // A pool that is closed in between would leave the work in its queue.
              if (pool.isShutdown() && queue.remove(work)) {
                throw new RejectedExecutionException("closed");
              }
            });
  }

  /**
   * Takes work only while a thread waits for it: otherwise the pool makes another thread, and
   * queues the work only when it has them all. A pool of a fixed number makes them all at once, and
   * each has buffers of its own; a batch of many projects would need some 60 MB more.
   */
  private static final class IdleFirstQueue extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable work) {
      return tryTransfer(work);
    }

    void enqueue(Runnable work) {
      super.offer(work);
    }
  }

  /** Starts the work if it is wanted; otherwise returns the default at once. */
  <T> Future<T> submit(boolean wanted, T defaultValue, Supplier<T> work) {
    if (!wanted) {
      return CompletableFuture.completedFuture(defaultValue);
    }
    requireOpen();
    return threads.submit(
        () -> {
          requireOpen();
          return work.get();
        });
  }

  /**
   * Applies the work to each item, to some of them at a time, and returns the results in the order
   * of the items; fails with the failure of a work, after which no other one starts.
   */
  <T, R> List<R> map(List<T> items, int parallel, Function<T, R> work) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
    AtomicInteger next = new AtomicInteger();
    List<Future<Boolean>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(parallel, items.size()); lane++) {
      lanes.add(submit(true, true, () -> runLane(items, next, results, work)));
    }
    lanes.forEach(this::await);
    return IntStream.range(0, items.size()).mapToObj(results::get).toList();
  }

  private <T, R> boolean runLane(
      List<T> items, AtomicInteger next, AtomicReferenceArray<R> results, Function<T, R> work) {
    try {
      for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
        requireOpen();
        results.set(i, work.apply(items.get(i)));
      }
      return true;
    } catch (RuntimeException | Error e) {
      next.set(items.size());
      throw e;
    }
  }

  /** Fails as unavailable or interrupted if no call may start any more. */
  public void requireOpen() {
    if (!deadline.isOpen()) {
      throw deadline.isClosed() ? interrupted(null) : timeout(null);
    }
  }

  /**
   * Returns the result of the work, or fails with the failure of the work; at the deadline fails as
   * unavailable, and the work does not start if it has not started yet.
   */
  <T> T await(Future<T> result) {
    try {
      return result.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException | CancellationException e) {
      result.cancel(true);
      throw timeout(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  /** Waits; returns false, without waiting, if the deadline comes first. */
  boolean sleep(Duration time) {
    if (time.toNanos() > deadline.nanosLeft()) {
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

  private static Failure timeout(Exception cause) {
    return new Failure(
        Failure.Kind.UNAVAILABLE,
        "timeout: IAM did not answer within --timeout",
        "Run it again, with a longer --timeout if it happens again: that is safe.",
        cause);
  }

  private static Failure interrupted(Exception cause) {
    return new Failure(Failure.Kind.INTERRUPTED, "interrupted", "", cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
