package io.github.ecsprofile.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;

/**
 * Keeps the state, in memory or in a {@link StateFile} that several processes may share, and the
 * older states that reads show while a write propagates.
 */
final class Store {
  private record Past(long untilNanos, State state) {}

  private final StateFile file;
  private final long lagNanos;
  private final Deque<Past> past = new ArrayDeque<>();
  private State current = new State();

  /**
   * Opens a store.
   *
   * @param path null to keep the state in memory
   * @param consistency how long reads do not show what was written
   * @throws IOException if the state file cannot be used
   */
  Store(Path path, Duration consistency) throws IOException {
    this.file = path == null ? null : new StateFile(path);
    this.lagNanos = consistency.toNanos();
    if (file != null) {
      file.removeLeftover();
      current = file.read();
    }
  }

  /** Runs a read on the visible state, which may be older than the current one. */
  synchronized <T> T read(BiFunction<State, State, T> call) {
    if (file != null) {
      // The file is replaced as a whole: a reader sees one whole state.
      try {
        current = file.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    State visible = visible();
    return call.apply(visible, visible);
  }

  /**
   * Runs a write with the visible state and a copy of the current one, which it changes. The copy
   * is discarded if the call throws.
   */
  synchronized <T> T write(BiFunction<State, State, T> call) {
    if (file == null) {
      State next = current.copy();
      T result = call.apply(visible(), next);
      advance(next);
      return result;
    }
    try (StateFile.Lock lock = file.lock()) {
      current = file.read();
      State next = current.copy();
      T result = call.apply(visible(), next);
      file.replace(next, lock);
      advance(next);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void advance(State next) {
    if (lagNanos > 0) {
      past.addLast(new Past(System.nanoTime() + lagNanos, current));
    }
    current = next;
  }

  private State visible() {
    long now = System.nanoTime();
    while (!past.isEmpty() && past.peekFirst().untilNanos - now <= 0) {
      past.removeFirst();
    }
    return past.isEmpty() ? current : past.peekFirst().state;
  }
}
