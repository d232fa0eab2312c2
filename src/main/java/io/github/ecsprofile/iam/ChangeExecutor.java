package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.Observed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Applies changes stage by stage, those of a stage in parallel, and remembers what they created.
 * Safe for use by the threads of a stage.
 */
final class ChangeExecutor {
  private final IamWrites writer;
  private final DeadlineExecutor executor;
  private final RunTracker tracker;
  private volatile Change.Created role;
  private volatile Change.Created profile;
  private volatile boolean trustUpdated;

  ChangeExecutor(IamWrites writer, DeadlineExecutor executor, RunTracker tracker) {
    this.writer = writer;
    this.executor = executor;
    this.tracker = tracker;
  }

  /** Returns the unique id of the role, if a change created it. */
  Optional<String> createdRoleId() {
    return Optional.ofNullable(role).map(Change.Created::id);
  }

  /** Returns whether a change updated the role's trust policy. */
  boolean hasUpdatedTrust() {
    return trustUpdated;
  }

  /** Takes what IAM shows as the result of a change whose answer was lost. */
  void shown(Change change, Observed seen) {
    if (change instanceof Change.CreateRole) {
      seen.role().ifPresent(r -> role = new Change.Created(r.arn(), r.id()));
    } else if (change instanceof Change.CreateInstanceProfile) {
      seen.profile().ifPresent(p -> profile = new Change.Created(p.arn(), p.id()));
    }
  }

  /** Applies the changes; fails with a failure that is final, if one of a stage is. */
  void apply(List<Change> changes) {
    tracker.plan(changes);
    for (int stage = 1; stage <= Change.STAGES; stage++) {
      int now = stage;
      List<Future<Boolean>> running =
          changes.stream()
              .filter(c -> c.stage() == now)
              .map(c -> executor.submit(true, true, () -> apply(c)))
              .toList();
      RuntimeException worst = null;
      for (Future<Boolean> one : running) {
        try {
          executor.await(one);
        } catch (RuntimeException e) {
          boolean isFinal = !(e instanceof Failure f) || f.kind() != Kind.RETRYABLE;
          worst = worst == null || isFinal ? e : worst;
        }
      }
      if (worst != null) {
        throw worst;
      }
    }
  }

  private boolean apply(Change change) {
    Change.Created created =
        change.apply(
            writer,
            (step, call) ->
                tracker
                    .runner(change)
                    .run(
                        step,
                        () -> {
                          executor.requireOpen();
                          return named(change, call.get());
                        }));
    if (change instanceof Change.CreateRole) {
      role = created;
    } else if (change instanceof Change.CreateInstanceProfile) {
      profile = created;
    } else if (change instanceof Change.UpdateAssumeRolePolicy) {
      trustUpdated = true;
    }
    return true;
  }

  /** A role added to a profile that this run created is reported with the profile's ARN. */
  private Change.Created named(Change change, Change.Created created) {
    return change instanceof Change.AddRoleToInstanceProfile
            && profile != null
            && Arns.isArn(profile.resource())
        ? new Change.Created(profile.resource(), null)
        : created;
  }
}
