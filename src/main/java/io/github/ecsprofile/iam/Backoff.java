package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Waits between two looks at IAM: longer each time, with jitter, and never beyond the deadline. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 5000;

  /**
   * As many looks after "already exists" without being shown it are more than IAM's usual delay.
   */
  private static final int MAX_UNSEEN_LOOKS = 8;

  private final DeadlineExecutor executor;
  private final RunEvents events;
  private long millis = FIRST_MILLIS;
  private int unseen;
  private long started;

  Backoff(DeadlineExecutor executor, RunEvents events) {
    this.executor = executor;
    this.events = events;
  }

  /** Waits, or fails with the reason of the wait once waiting is over. */
  void pause(Failure reason) {
    boolean exists =
        reason.getCause() instanceof AwsServiceException e
            && SdkErrors.isCode(e, "EntityAlreadyExists");
    unseen = exists ? unseen + 1 : 0;
    if (unseen == MAX_UNSEEN_LOOKS) {
      throw new Failure(
          Kind.CONFLICT,
          reason.getMessage() + ", but IAM does not show it under this name",
          "Names are unique regardless of case: choose another name.",
          reason.getCause());
    }
    Optional<Duration> limit = SdkErrors.retryFor(reason);
    if (limit.isEmpty()) {
      started = 0;
    } else if (started == 0) {
      started = System.nanoTime();
    } else if (System.nanoTime() - started > limit.get().toNanos()) {
      throw new Failure(Kind.INTERNAL, reason.getMessage(), reason.hint(), reason);
    }
    long wait = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    events.waiting(reason);
    if (!executor.sleep(Duration.ofMillis(wait))) {
      throw new Failure(
          Kind.UNAVAILABLE, reason.getMessage() + " (until --timeout)", reason.hint(), reason);
    }
    millis = Math.min(millis * 2, MAX_MILLIS);
  }
}
