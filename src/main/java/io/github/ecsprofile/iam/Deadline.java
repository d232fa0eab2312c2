package io.github.ecsprofile.iam;

import java.time.Duration;

/**
 * The time budget of one command and the gate for its calls: once the time is used up or the gate
 * is closed, no call may start. Time spent at a prompt does not count. Safe for use by several
 * threads.
 */
public final class Deadline {
  private long end;
  private long pausedAt;
  private int pauses;
  private boolean closed;

  /**
   * Starts the clock.
   *
   * @param timeout time that calls and the waits between them may take
   */
  public Deadline(Duration timeout) {
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** Returns whether a call may start now. */
  public synchronized boolean isOpen() {
    return !closed && nanosLeft() > 0;
  }

  /** Returns whether {@link #close} was called; the deadline may still lie ahead. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Returns the time left in nanoseconds; negative once the deadline has passed. */
  public synchronized long nanosLeft() {
    return end - (pauses > 0 ? pausedAt : System.nanoTime());
  }

  /**
   * Stops the clock, for instance while a prompt waits for an answer. It goes on after as many
   * calls of {@link #resume}: several accounts may wait for the code of an MFA device.
   */
  public synchronized void pause() {
    if (pauses++ == 0) {
      pausedAt = System.nanoTime();
    }
  }

  /** Starts the clock again after {@link #pause}. */
  public synchronized void resume() {
    if (--pauses == 0) {
      end += System.nanoTime() - pausedAt;
    }
  }

  /** Closes it: no call starts from now on, even if there is time left. */
  public synchronized void close() {
    closed = true;
  }
}
