package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.ApplyOptions;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.DeletePlanner;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Planner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads, plans, applies, and waits until IAM shows the result; on a concurrent change or a delay of
 * IAM all of it again, with jittered back-off, until the deadline. One for each project's run.
 */
public final class Provisioner {
  /** What a run ends with: what IAM shows, and the plan that its first look led to. */
  public record Outcome(Observed observed, Plan plan) {}

  private final Reader reader;
  private final DeadlineExecutor executor;
  private final AccountGuard account;
  private final RunEvents events;
  private final RunTracker tracker;
  private final ChangeExecutor changes;

  Provisioner(
      Reader reader,
      IamWrites writer,
      DeadlineExecutor executor,
      AccountGuard account,
      RunEvents events,
      AttemptLog attempts) {
    this.reader = reader;
    this.executor = executor;
    this.account = account;
    this.events = events;
    this.tracker = new RunTracker(events, attempts);
    this.changes = new ChangeExecutor(writer, executor, tracker);
  }

  /** Returns the account of this run's calls. */
  public RunTracker tracker() {
    return tracker;
  }

  /** Reads and plans; writes nothing. */
  public Outcome plan(Desired desired, Set<Component> components, ApplyOptions options) {
    Observed observed = reader.read(desired, components);
    account.check(observed);
    return new Outcome(observed, Planner.plan(desired, observed, components, options));
  }

  /**
   * Carries out the plan. The outcome's observation shows the result.
   *
   * @throws Failure as a conflict, before the first write, if the plan has obstacles
   */
  public Outcome apply(Desired desired, Set<Component> components, ApplyOptions options) {
    Outcome done =
        reconcile(
            () -> {
              Outcome now = plan(desired, components, options);
              if (components.contains(Component.ROLE_IN_PROFILE)) {
                requireConsistent(desired, now.observed());
              }
              if (!tracker.report().hasWrites()) {
                Planner.requireBase(desired, now.observed(), components);
              }
              return now;
            });
    if (!tracker.report().hasWrites()) {
      return done;
    }
    Visibility visible = new Visibility(reader, executor, desired, components);
    return new Outcome(
        visible.await(
            done.observed(),
            changes.createdRoleId(),
            changes.hasUpdatedTrust(),
            new Backoff(executor, events)),
        done.plan());
  }

  /**
   * A role inside an instance profile cannot have been deleted (API Reference, DeleteRole): a
   * reading without the role but with the role inside mixes two moments.
   */
  private static void requireConsistent(Desired desired, Observed seen) {
    boolean inside =
        seen.profile()
            .flatMap(Observed.Profile::member)
            .filter(m -> m.name().equalsIgnoreCase(desired.roleName()))
            .isPresent();
    if (seen.role().isEmpty() && inside) {
      throw new Failure(
          Kind.RETRYABLE,
          "GetRole: IAM does not show the role "
              + desired.roleName()
              + ", which is in the instance profile",
          "Run it again: that is safe.");
    }
  }

  /** Reads and plans a delete; writes nothing. */
  public Outcome planDelete(Desired desired, boolean force) {
    DeletePlanner.Found found = reader.readForDelete(desired);
    account.check(found.observed());
    return new Outcome(found.observed(), DeletePlanner.plan(desired, found, force));
  }

  /**
   * Deletes, and waits until IAM no longer shows what was deleted. The outcome's observation shows
   * what there was before.
   *
   * @param confirmed the changes that were shown and confirmed; empty to take those of the first
   *     look
   * @return empty, with nothing written, if the first look finds other changes than the confirmed
   * @throws Failure as a conflict if the plan has obstacles, or if something else than the
   *     confirmed appears after the first write
   */
  public Optional<Outcome> delete(
      Desired desired, boolean force, Optional<List<Change>> confirmed) {
    Outcome first = planDelete(desired, force);
    if (confirmed.isPresent() && !confirmed.get().equals(first.plan().changes())) {
      return Optional.empty();
    }
    Looks looks = new Looks(first);
    reconcile(
        () -> {
          Outcome now = looks.next(() -> planDelete(desired, force));
          requireSame(first.plan(), now.plan(), confirmed.isPresent() || !force);
          return now;
        });
    if (tracker.report().hasWrites()) {
      new Visibility(reader, executor, desired, Set.of())
          .awaitDeleted(first.observed(), new Backoff(executor, events));
    }
    return Optional.of(first);
  }

  /** The first look is the one that was compared; a retry looks again. */
  private static final class Looks {
    private Outcome first;

    Looks(Outcome first) {
      this.first = first;
    }

    Outcome next(Supplier<Outcome> look) {
      Outcome now = first == null ? look.get() : first;
      first = null;
      return now;
    }
  }

  /** Fails if a later look would delete another role or profile, or (strictly) anything else. */
  private static void requireSame(Plan first, Plan now, boolean strictly) {
    boolean same =
        now.changes().stream()
            .filter(
                c ->
                    strictly
                        || c instanceof Change.DeleteRole
                        || c instanceof Change.DeleteInstanceProfile)
            .allMatch(first.changes()::contains);
    if (!same) {
      throw new Failure(
          Kind.CONFLICT,
          "delete: what exists changed during the run; the rest was not deleted",
          "Look at the plan with --dry-run, then run the command again.");
    }
  }

  private Outcome reconcile(Supplier<Outcome> look) {
    Backoff backoff = new Backoff(executor, events);
    Plan first = null;
    while (true) {
      try {
        Outcome now = look.get();
        first = first == null ? now.plan() : first;
        resolveAmbiguous(now);
        if (!now.plan().obstacles().isEmpty()) {
          throw Failure.conflict(now.plan().obstacles());
        }
        changes.apply(now.plan().changes());
        return new Outcome(now.observed(), first);
      } catch (Failure f) {
        if (f.kind() != Kind.RETRYABLE) {
          throw f;
        }
        backoff.pause(f);
      }
    }
  }

  /**
   * The result of a call whose answer was lost is there if the next look no longer asks for it. The
   * role is then taken as the one to wait for.
   */
  private void resolveAmbiguous(Outcome now) {
    for (Change change : tracker.unanswered()) {
      if (!now.plan().changes().contains(change)) {
        tracker.shown(change);
        changes.shown(change, now.observed());
      }
    }
  }
}
