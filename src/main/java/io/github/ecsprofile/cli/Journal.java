package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run has done and has left, told as it happens and summed up where the run breaks off. */
final class Journal implements Provisioner.Listener {
  private final Messages messages;
  private final String prefix;
  private final List<Result.Done> done = new ArrayList<>();
  private List<Change> left = List.of();
  private String waitingFor = "";

  /**
   * @param prefix before each line; the project where there are several
   */
  Journal(Messages messages, String prefix) {
    this.messages = messages;
    this.prefix = prefix;
  }

  @Override
  public synchronized void planned(List<Change> changes) {
    left = new ArrayList<>(changes);
  }

  @Override
  public synchronized void done(Change change, String resource) {
    left.remove(change);
    done.add(new Result.Done(change.action(), resource));
    messages.done(prefix + change.action() + " " + resource);
  }

  @Override
  public synchronized void waiting(String why) {
    if (!why.equals(waitingFor)) {
      waitingFor = why;
      messages.waiting(prefix + "waiting for IAM: " + why);
    }
  }

  synchronized List<Result.Done> changes() {
    return List.copyOf(done);
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
        done.stream().map(d -> d.action() + " " + d.resource()).collect(Collectors.joining("; "));
    String rest = left.stream().map(Change::describe).collect(Collectors.joining("; "));
    return "Done so far: " + all + (rest.isEmpty() ? "" : "; left: " + rest) + ". ";
  }
}
