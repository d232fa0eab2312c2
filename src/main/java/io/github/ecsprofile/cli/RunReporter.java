package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a run has done and has left, told as it happens and summed up where the run breaks off. */
final class RunReporter implements Provisioner.Listener {
  private final Console messages;
  private final String prefix;
  private final List<Created> done = new ArrayList<>();
  private final List<Change> order = new ArrayList<>();
  private List<Change> left = List.of();
  private String waitingFor = "";

  private record Created(int place, Result.AppliedChange what) {}

  /**
   * @param prefix before each line; the project where there are several
   */
  RunReporter(Console messages, String prefix) {
    this.messages = messages;
    this.prefix = prefix;
  }

  @Override
  public synchronized void planned(List<Change> changes) {
    left = new ArrayList<>(changes);
    order.addAll(changes);
  }

  @Override
  public synchronized void done(Change change, String resource) {
    left.remove(change);
    for (Result.AppliedChange one : Result.AppliedChange.of(change, resource)) {
      done.add(new Created(order.indexOf(change), one));
      messages.done(prefix + one.action() + " " + one.resource());
    }
  }

  @Override
  public synchronized void waiting(String why) {
    if (!why.equals(waitingFor)) {
      waitingFor = why;
      messages.waiting(prefix + "waiting for IAM: " + why);
    }
  }

  /** What was done, in the order of the plan and not in that of the answers. */
  synchronized List<Result.AppliedChange> changes() {
    return done.stream()
        .sorted(Comparator.comparingInt(Created::place))
        .map(Created::what)
        .toList();
  }

  String prefix() {
    return prefix;
  }

  /** For a failure's second line; empty where nothing has been done. */
  synchronized String soFar() {
    if (done.isEmpty()) {
      return "";
    }
    String all =
        changes().stream()
            .map(d -> d.action() + " " + d.resource())
            .collect(Collectors.joining("; "));
    String rest = left.stream().map(Change::describe).collect(Collectors.joining("; "));
    return "Done so far: " + all + (rest.isEmpty() ? "" : "; left: " + rest) + ". ";
  }
}
