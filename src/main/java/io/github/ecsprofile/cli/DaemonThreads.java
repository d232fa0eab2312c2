package io.github.ecsprofile.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do not keep the process from ending. */
final class DaemonThreads {
  private DaemonThreads() {}

  /** Returns a pool of a fixed size, whose threads have this name. */
  static ExecutorService pool(int size, String name) {
    return Executors.newFixedThreadPool(
        size,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
