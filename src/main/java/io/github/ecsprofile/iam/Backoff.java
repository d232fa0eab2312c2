package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Waits between two looks: longer each time, with jitter, and never beyond the deadline. */
final class Backoff {
  /** So many looks after "already exists", nothing being shown, are more than IAM's usual lag. */
  private static final int UNSEEN_LOOKS = 8;

  private final DeadlineExecutor executor;
  private final Provisioner.Listener listener;
  private long millis = 100;
  private int unseen;

  Backoff(DeadlineExecutor executor, Provisioner.Listener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Waits, or fails with what it would wait for where waiting is over. */
  void pause(Failure why) {
    boolean exists =
        why.getCause() instanceof AwsServiceException e
            && SdkErrors.isCode(e, "EntityAlreadyExists");
    unseen = exists ? unseen + 1 : 0;
    if (unseen == UNSEEN_LOOKS) {
      throw new Failure(
          Kind.CONFLICT,
          why.getMessage() + ", and IAM keeps not showing it under this name",
          "A name that differs only in case is taken too: look at aws iam list-roles and"
              + " list-instance-profiles, or use another name.",
          why.getCause());
    }
    long wait = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    listener.waiting(why.getMessage());
    if (!executor.sleep(Duration.ofMillis(wait))) {
      throw new Failure(
          Kind.UNAVAILABLE, why.getMessage() + ", and --timeout is over", why.hint(), why);
    }
    millis = Math.min(millis * 2, 5000);
  }
}
