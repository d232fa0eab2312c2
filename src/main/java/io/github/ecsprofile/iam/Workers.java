package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The threads on which independent calls run side by side; none of them keeps the JVM alive. */
public final class Workers implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          8,
          work -> {
            Thread thread = new Thread(work, "iam");
            thread.setDaemon(true);
            return thread;
          });

  <T> Future<T> start(boolean wanted, T otherwise, Supplier<T> work) {
    return wanted ? threads.submit(work::get) : CompletableFuture.completedFuture(otherwise);
  }

  static <T> T get(Future<T> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Failure.Kind.INTERRUPTED, "interrupted", "Run it again: that is safe.", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
