package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.DeletePlanner;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Planner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Look, plan, apply, settle; and where somebody was faster or IAM does not show it yet, again, with
 * jittered backoff, until the deadline. One for each project's run.
 */
public final class Provisioner {
  /** Told of a run as it goes. */
  public interface Listener {
    /** What is to be made; called again after each look. */
    void planned(List<Change> changes);

    /** A change was made; the resource as IAM now names it. */
    void done(Change change, String resource);

    void waiting(String why);
  }

  /** What a run ends in: what IAM shows, and the plan that its first look led to. */
  public record Outcome(Observed observed, Plan plan) {}

  private final Reader reader;
  private final IamWrites writer;
  private final DeadlineExecutor executor;
  private final AccountGuard account;
  private final Listener listener;
  private final Set<Change> ambiguous = new LinkedHashSet<>();
  private boolean wrote;
  private Change.Created role;
  private Change.Created profile;

  public Provisioner(
      Reader reader,
      IamWrites writer,
      DeadlineExecutor executor,
      AccountGuard account,
      Listener listener) {
    this.reader = reader;
    this.writer = writer;
    this.executor = executor;
    this.account = account;
    this.listener = listener;
  }

  public Outcome plan(Desired desired, Set<Component> components, boolean update, boolean prune) {
    Observed observed = reader.read(desired, components);
    account.check(observed);
    return new Outcome(observed, Planner.plan(desired, observed, components, update, prune));
  }

  /** Makes it true. The outcome's plan holds no conflict and its observation shows the result. */
  public Outcome apply(Desired desired, Set<Component> components, boolean update, boolean prune) {
    return reconcile(
        () -> {
          Outcome now = plan(desired, components, update, prune);
          if (components.contains(Component.ROLE_IN_PROFILE)) {
            consistent(desired, now.observed());
          }
          if (!wrote) {
            Planner.requireBase(desired, now.observed(), components);
          }
          return now;
        },
        before -> awaitVisible(desired, components, before));
  }

  /**
   * A role inside a profile cannot have been deleted (DeleteRole): a reading without the role but
   * with the role inside is one of two moments.
   */
  private static void consistent(Desired desired, Observed seen) {
    boolean inside =
        seen.profile()
            .flatMap(Observed.Profile::member)
            .filter(m -> m.name().equals(desired.roleName()))
            .isPresent();
    if (seen.role().isEmpty() && inside) {
      throw new Failure(
          Kind.RETRYABLE,
          "GetRole does not show the role " + desired.roleName() + " that is inside the profile",
          "Run it again: that is safe.");
    }
  }

  public Outcome planDelete(Desired desired, boolean force) {
    DeletePlanner.Found found = reader.readForDelete(desired);
    account.check(found.observed());
    return new Outcome(found.observed(), DeletePlanner.plan(desired, found, force));
  }

  /** Takes it away; a plan with conflicts is refused before the first write. */
  public Outcome delete(Desired desired, boolean force) {
    return reconcile(() -> planDelete(desired, force), before -> before);
  }

  private Outcome reconcile(Supplier<Outcome> plan, Function<Observed, Observed> settle) {
    Backoff backoff = new Backoff(executor, listener);
    Plan first = null;
    while (true) {
      try {
        Outcome now = plan.get();
        first = first == null ? now.plan() : first;
        resolveAmbiguous(now);
        if (!now.plan().conflicts().isEmpty()) {
          throw Conflicts.failure(now.plan().conflicts());
        }
        listener.planned(now.plan().changes());
        apply(now.plan().changes());
        return new Outcome(wrote ? settle.apply(now.observed()) : now.observed(), first);
      } catch (Failure f) {
        if (f.kind() != Kind.RETRYABLE) {
          throw f;
        }
        backoff.pause(f);
      }
    }
  }

  /** A call that was sent twice and then refused has been made, if the next look shows it. */
  private void resolveAmbiguous(Outcome now) {
    for (Change change : Set.copyOf(ambiguous)) {
      if (!now.plan().changes().contains(change)) {
        ambiguous.remove(change);
        recordApplied(change, shown(change, now.observed()));
      }
    }
  }

  private static String shown(Change change, Observed seen) {
    if (change instanceof Change.CreateRole) {
      return seen.role().map(Observed.Role::arn).orElse(change.resource());
    }
    return change instanceof Change.CreateInstanceProfile
            || change instanceof Change.AddRoleToInstanceProfile
        ? seen.profile().map(Observed.Profile::arn).orElse(change.resource())
        : change.resource();
  }

  private void apply(List<Change> changes) {
    for (int stage = 1; stage <= 2; stage++) {
      int now = stage;
      List<Future<Boolean>> running =
          changes.stream()
              .filter(c -> c.stage() == now)
              .map(c -> executor.submit(true, true, () -> make(c)))
              .toList();
      RuntimeException worst = null;
      for (Future<Boolean> one : running) {
        try {
          executor.await(one);
        } catch (RuntimeException e) {
          boolean last = !(e instanceof Failure f) || f.kind() != Kind.RETRYABLE;
          worst = worst == null || last ? e : worst;
        }
      }
      if (worst != null) {
        throw worst;
      }
    }
  }

  private boolean make(Change change) {
    try {
      Change.Created made = change.apply(writer);
      synchronized (this) {
        if (change instanceof Change.CreateRole) {
          role = made;
        } else if (change instanceof Change.CreateInstanceProfile) {
          profile = made;
        }
        boolean inNew = change instanceof Change.AddRoleToInstanceProfile && profile != null;
        recordApplied(change, inNew ? profile.resource() : made.resource());
      }
      return true;
    } catch (Failure f) {
      if (f.kind() == Kind.RETRYABLE
          && f.getCause() instanceof AwsServiceException e
          && e.numAttempts() > 1) {
        synchronized (this) {
          ambiguous.add(change);
        }
      }
      throw f;
    }
  }

  private synchronized void recordApplied(Change change, String resource) {
    wrote = true;
    listener.done(change, Names.isArn(resource) ? resource : change.resource());
  }

  /** Until IAM shows what was made: the ARNs are ARNs, and the profile holds this very role. */
  private Observed awaitVisible(Desired desired, Set<Component> components, Observed before) {
    boolean wantProfile =
        components.contains(Component.PROFILE) || components.contains(Component.ROLE_IN_PROFILE);
    boolean wantRole = !wantProfile && components.contains(Component.ROLE);
    Backoff backoff = new Backoff(executor, listener);
    while (true) {
      Optional<Observed.Profile> p =
          executor.await(
              executor.submit(
                  wantProfile, Optional.empty(), () -> reader.profile(desired.profileName())));
      Optional<Observed.Role> r =
          executor.await(
              executor.submit(wantRole, before.role(), () -> reader.role(desired.roleName())));
      boolean shown =
          (!wantProfile || p.filter(x -> Names.isArn(x.arn())).isPresent())
              && (!wantRole || r.filter(x -> Names.isArn(x.arn())).isPresent())
              && (!components.contains(Component.ROLE_IN_PROFILE)
                  || p.flatMap(Observed.Profile::member)
                      .filter(m -> isTheRole(m, before))
                      .isPresent());
      if (shown) {
        return new Observed(r, before.attached(), p);
      }
      backoff.pause(
          new Failure(
              Kind.UNAVAILABLE,
              "IAM does not show the result yet",
              "Run it again: that is safe, and waits on."));
    }
  }

  /** By id: a role that was deleted and made anew under its name is another role. */
  private boolean isTheRole(Observed.Member member, Observed before) {
    String id = role != null ? role.id() : before.role().map(Observed.Role::id).orElse(member.id());
    return id.equals(member.id()) && Names.isArn(member.arn());
  }
}
