package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Aspect;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Planner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/**
 * Look, plan, apply, settle; and where somebody was faster or IAM does not show it yet, again, with
 * jittered backoff, until the deadline.
 */
public final class Provisioner {
  private final Reader reader;
  private final IamWrites writer;
  private final Workers workers;
  private final long deadline;
  private final BiConsumer<Change, String> onDone;
  private final Set<Change> done = new LinkedHashSet<>();

  /**
   * @param timeout of the whole run, from now
   * @param onDone told of each change as it is made, with the resource as IAM now names it
   */
  public Provisioner(
      Reader reader,
      IamWrites writer,
      Workers workers,
      Duration timeout,
      BiConsumer<Change, String> onDone) {
    this.reader = reader;
    this.writer = writer;
    this.workers = workers;
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.onDone = onDone;
  }

  /** What a run ends in: what IAM shows, and the plan that the last look led to. */
  public record Outcome(Observed observed, Plan plan) {}

  public Outcome look(Desired desired, Set<Aspect> aspects, boolean update, boolean prune) {
    Observed observed = reader.read(desired, aspects);
    return new Outcome(observed, Planner.plan(desired, observed, aspects, update, prune));
  }

  /** Makes it true. The outcome's plan holds no conflict and its observation shows the result. */
  public Outcome run(Desired desired, Set<Aspect> aspects, boolean update, boolean prune) {
    Backoff backoff = new Backoff();
    Plan first = null;
    while (true) {
      try {
        Outcome now = look(desired, aspects, update, prune);
        if (done.isEmpty()) {
          Planner.requireBase(desired, now.observed(), aspects);
        }
        refuse(now.plan());
        first = first == null ? now.plan() : first;
        List<Change> changes =
            now.plan().changes().stream().filter(c -> !done.contains(c)).toList();
        apply(changes);
        return new Outcome(
            changes.isEmpty() && done.isEmpty()
                ? now.observed()
                : settle(desired, aspects, now.observed()),
            first);
      } catch (Failure f) {
        if (f.kind() != Kind.LOOK_AGAIN) {
          throw f;
        }
        backoff.pause(f);
      }
    }
  }

  private static void refuse(Plan plan) {
    if (!plan.conflicts().isEmpty()) {
      throw conflict(plan.conflicts());
    }
  }

  /** The sentence for what exists and differs. */
  public static Failure conflict(List<Check> conflicts) {
    List<String> all = new ArrayList<>();
    for (Check c : conflicts) {
      String what =
          c.name().equals("trust-policy")
              ? "the role's trust policy " + c.actual() + " (asked: " + c.expected() + ")"
              : c.name()
                  + " is '"
                  + Names.printable(c.actual())
                  + "', asked for '"
                  + Names.printable(c.expected())
                  + "'";
      all.add(Calls.oneLine(what));
    }
    boolean path = conflicts.stream().anyMatch(c -> c.name().equals("path"));
    return new Failure(
        Kind.CONFLICT,
        "what exists differs, nothing was changed: " + String.join("; ", all),
        path
            ? "A path cannot be changed: leave --path out, or use another name."
            : "Ask for what is there, use another name, or change it with --update.");
  }

  private void apply(List<Change> changes) {
    for (int stage = 1; stage <= 2; stage++) {
      int now = stage;
      List<Future<Boolean>> running =
          changes.stream()
              .filter(c -> c.stage() == now)
              .map(c -> workers.start(true, true, () -> make(c)))
              .toList();
      RuntimeException worst = null;
      for (Future<Boolean> one : running) {
        try {
          Workers.get(one);
        } catch (RuntimeException e) {
          boolean final_ = !(e instanceof Failure f) || f.kind() != Kind.LOOK_AGAIN;
          worst = worst == null || final_ ? e : worst;
        }
      }
      if (worst != null) {
        throw worst;
      }
    }
  }

  private boolean make(Change change) {
    String resource = change.apply(writer);
    synchronized (done) {
      done.add(change);
      onDone.accept(change, Names.isArn(resource) ? resource : change.resource());
    }
    return true;
  }

  /** Until IAM shows what was made: the ARNs are ARNs, and the profile holds this very role. */
  private Observed settle(Desired desired, Set<Aspect> aspects, Observed before) {
    boolean profile = aspects.contains(Aspect.PROFILE) || aspects.contains(Aspect.MEMBERSHIP);
    boolean member = aspects.contains(Aspect.MEMBERSHIP);
    Backoff backoff = new Backoff();
    while (true) {
      Optional<Observed.Profile> p =
          profile ? reader.profile(desired.profileName()) : Optional.empty();
      Optional<Observed.Role> r =
          !profile && aspects.contains(Aspect.ROLE)
              ? reader.role(desired.roleName())
              : before.role();
      boolean shown =
          (!profile || p.isPresent() && Names.isArn(p.get().arn()))
              && (!member
                  || p.flatMap(Observed.Profile::member)
                      .filter(
                          m ->
                              before.role().map(Observed.Role::id).orElse(m.id()).equals(m.id())
                                  && m.name().equalsIgnoreCase(desired.roleName())
                                  && Names.isArn(m.arn()))
                      .isPresent())
              && (profile
                  || !aspects.contains(Aspect.ROLE)
                  || r.map(x -> Names.isArn(x.arn())).orElse(false));
      if (shown) {
        return new Observed(r, before.attached(), p);
      }
      backoff.pause(
          new Failure(
              Kind.NOT_NOW,
              "IAM does not show the result yet, and --timeout is over",
              "Run it again: that is safe, and waits on."));
    }
  }

  private final class Backoff {
    private long millis = 100;

    void pause(Failure why) {
      long wait = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
      if (System.nanoTime() + wait * 1_000_000 > deadline) {
        throw why.kind() == Kind.LOOK_AGAIN
            ? new Failure(Kind.NOT_NOW, why.getMessage(), why.remedy(), why)
            : why;
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure(Kind.INTERRUPTED, "interrupted", "Run it again: that is safe.", e);
      }
      millis = Math.min(millis * 2, 5000);
    }
  }
}
