package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.RunEvents;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Step;
import io.github.ecsprofile.output.Console;
import io.github.ecsprofile.output.StepText;

/** Prints the changes of one run on stderr as they happen. */
final class RunReporter implements RunEvents {
  private final Console console;
  private final String prefix;
  private String lastReason = "";

  /**
   * Creates a reporter.
   *
   * @param prefix before each line: the project if there are several
   */
  RunReporter(Console console, String prefix) {
    this.console = console;
    this.prefix = prefix;
  }

  @Override
  public void applied(Step step) {
    console.applied(prefix + StepText.past(step));
  }

  @Override
  public void shown(Step step) {
    console.note(prefix + StepText.unanswered(step));
  }

  @Override
  public synchronized void waiting(Failure reason) {
    String why = reason.getMessage();
    if (!why.equals(lastReason)) {
      lastReason = why;
      console.waiting(prefix + "waiting: " + why);
    }
  }
}
