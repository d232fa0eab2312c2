package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.IamAction;
import io.github.ecsprofile.model.RunReport;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.model.StepRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps account of a run's calls: planned, sent, applied, or of unknown outcome. Its report is true
 * at the moment it is taken, also while calls are in flight. Safe for use by several threads.
 */
public final class RunTracker {
  private enum State {
    PLANNED,
    SENT,
    APPLIED,
    UNKNOWN,
    /** Not answered, and IAM shows the result: of this call, or of another caller's. */
    SHOWN
  }

  /** One call of a change. */
  private static final class Call {
    private final Change change;
    private Step step;
    private State state = State.PLANNED;

    Call(Change change, Step step) {
      this.change = change;
      this.step = step;
    }
  }

  private final RunEvents events;
  private final AttemptLog attempts;
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, String> emptied = new LinkedHashMap<>();

  RunTracker(RunEvents events, AttemptLog attempts) {
    this.events = events;
    this.attempts = attempts;
  }

  /** Replaces what is planned; what was sent stays. */
  synchronized void plan(List<Change> changes) {
    calls.removeIf(c -> c.state == State.PLANNED);
    for (Change change : changes) {
      for (Step step : change.steps()) {
        if (calls.stream().noneMatch(c -> c.state == State.UNKNOWN && c.change.equals(change))) {
          calls.add(new Call(change, step));
        }
      }
    }
  }

  /** Returns the runner for the calls of a planned change. */
  StepRunner runner(Change change) {
    return (step, call) -> run(change, step, call);
  }

  private Change.Created run(Change change, Step step, Supplier<Change.Created> call) {
    Call record = sent(change, step);
    attempts.begin();
    try {
      Change.Created created = call.get();
      applied(record, created.resource());
      return created;
    } catch (Failure f) {
      notApplied(record, attempts.isUnanswered());
      throw f;
    }
  }

  private synchronized Call sent(Change change, Step step) {
    Call record =
        calls.stream()
            .filter(c -> c.change.equals(change) && c.step.equals(step))
            .filter(c -> c.state == State.PLANNED || c.state == State.UNKNOWN)
            .findFirst()
            .orElseGet(
                () -> {
                  Call added = new Call(change, step);
                  calls.add(added);
                  return added;
                });
    record.state = State.SENT;
    return record;
  }

  private synchronized void applied(Call record, String resource) {
    record.state = State.APPLIED;
    if (Arns.isArn(resource)) {
      record.step = record.step.withResource(resource);
    }
    String profile = record.step.target().profile();
    if (record.step.action() == IamAction.ADD_ROLE_TO_INSTANCE_PROFILE) {
      emptied.remove(profile);
    } else if (isReplacement(record)) {
      emptied.put(profile, record.step.target().role());
    }
    events.applied(record.step);
  }

  private synchronized void notApplied(Call record, boolean unanswered) {
    record.state = unanswered ? State.UNKNOWN : State.PLANNED;
    if (!unanswered && !record.change.steps().contains(record.step)) {
      // An attempt to restore what was there before: not a part of the plan.
      calls.remove(record);
    }
    if (unanswered && isReplacement(record)) {
      emptied.put(record.step.target().profile(), record.step.target().role());
    }
  }

  private static boolean isReplacement(Call record) {
    return record.change instanceof Change.ReplaceRoleInInstanceProfile
        && record.step.action() == IamAction.REMOVE_ROLE_FROM_INSTANCE_PROFILE;
  }

  /** Returns the changes that were sent and not answered, and that are not in flight. */
  synchronized List<Change> unanswered() {
    return calls.stream()
        .filter(c -> c.state == State.UNKNOWN)
        .map(c -> c.change)
        .distinct()
        .toList();
  }

  /**
   * Records that IAM shows the result of a change of this run whose answer was lost. That does not
   * prove that this run made it. An attempt to restore what was there before is dropped: its effect
   * would have undone the change.
   */
  synchronized void shown(Change change) {
    List<Call> unknown =
        calls.stream().filter(c -> c.state == State.UNKNOWN && c.change.equals(change)).toList();
    for (Call call : unknown) {
      if (change.steps().contains(call.step)) {
        call.state = State.SHOWN;
        emptied.remove(call.step.target().profile());
        events.shown(call.step);
      } else {
        calls.remove(call);
      }
    }
  }

  /** Returns the calls that IAM answered as done, in the order of the plan. */
  public synchronized List<Step> applied() {
    return steps(State.APPLIED);
  }

  /** Returns what became of each call up to now. */
  public synchronized RunReport report() {
    List<Step> unknown = new ArrayList<>(steps(State.SENT));
    unknown.addAll(steps(State.UNKNOWN));
    unknown.addAll(steps(State.SHOWN));
    Optional<RunReport.Emptied> empty =
        emptied.entrySet().stream()
            .findFirst()
            .map(
                e ->
                    new RunReport.Emptied(
                        e.getKey(),
                        e.getValue(),
                        unknown.stream().noneMatch(s -> e.getKey().equals(s.target().profile()))));
    return new RunReport(steps(State.APPLIED), unknown, steps(State.PLANNED), empty);
  }

  private List<Step> steps(State state) {
    return calls.stream().filter(c -> c.state == state).map(c -> c.step).toList();
  }
}
