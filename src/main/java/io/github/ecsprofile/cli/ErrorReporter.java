package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.RunTracker;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.RunReport;
import io.github.ecsprofile.output.FailureText;
import java.util.List;
import java.util.Optional;

/** Prints failures, and returns their exit codes. */
final class ErrorReporter {
  private static final RunReport NO_CHANGES =
      new RunReport(List.of(), List.of(), List.of(), Optional.empty());

  private final CommandContext context;

  ErrorReporter(CommandContext context) {
    this.context = context;
  }

  /** Reports a failure before any run began. */
  ExitCode report(Throwable e) {
    return report(e, "", NO_CHANGES);
  }

  /**
   * Reports the failure of a run.
   *
   * @param prefix names the project if there are several
   */
  ExitCode report(Throwable e, String prefix, RunTracker run) {
    return report(e, prefix, run.report());
  }

  private ExitCode report(Throwable e, String prefix, RunReport report) {
    boolean verbose = context.isVerbose();
    if (e instanceof Failure f) {
      if (verbose && f.kind() == Failure.Kind.INTERNAL) {
        context.console().trace(f);
      }
      print(FailureText.of(f, report, context.running().operation(), context.running()), prefix);
      return f.kind().exitCode();
    }
    if (verbose) {
      context.console().trace(e);
    }
    print(FailureText.unexpected(e, report, verbose, context.running()), prefix);
    return ExitCode.ERROR;
  }

  private void print(FailureText text, String prefix) {
    context.console().error(prefix + text.error(), text.details());
  }

  /**
   * Reports projects, or accounts, whose run did not begin before the deadline.
   *
   * @param what which of them
   */
  void notStarted(int count, String what) {
    context
        .console()
        .error(
            "timeout: " + count + " " + what + " were not started within --timeout",
            List.of("hint: " + "Run the command again: " + context.running().again(List.of())));
  }
}
