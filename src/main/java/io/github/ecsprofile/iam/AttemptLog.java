package io.github.ecsprofile.iam;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Records for the call that the current thread makes whether an attempt was sent whose outcome is
 * unknown: one without an answer, or answered by a server error. The SDK retries such attempts, and
 * the answer of the last one does not say what became of them.
 */
final class AttemptLog implements ExecutionInterceptor {
  private static final class Attempts {
    private boolean waiting;
    private boolean lost;
  }

  private final ThreadLocal<Attempts> current = ThreadLocal.withInitial(Attempts::new);

  /** Starts the record of a new call on this thread. */
  void begin() {
    current.remove();
  }

  /** Returns whether an attempt of this thread's call may have taken effect without an answer. */
  boolean isUnanswered() {
    Attempts attempts = current.get();
    return attempts.lost || attempts.waiting;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Attempts attempts = current.get();
    attempts.lost |= attempts.waiting;
    attempts.waiting = true;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Attempts attempts = current.get();
    attempts.waiting = context.httpResponse().statusCode() >= 500;
  }
}
