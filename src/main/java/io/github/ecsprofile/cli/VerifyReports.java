package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.VerifyOutcome;
import io.github.ecsprofile.output.JobSummary;
import io.github.ecsprofile.output.JunitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Collects what {@code verify} found, and writes it to the report and to the job's summary. */
final class VerifyReports {
  private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

  private final CommandContext context;
  private final ReportFile junit;
  private final Map<Desired, VerifyOutcome> outcomes = new ConcurrentHashMap<>();

  /**
   * Creates the collection.
   *
   * @param junit null for none
   */
  VerifyReports(CommandContext context, ReportFile junit) {
    this.context = context;
    this.junit = junit;
  }

  /** Verifies a project, and records its result or failure. */
  Result record(Desired desired, Supplier<Result> verification) {
    try {
      Result result = verification.get();
      outcomes.put(desired, VerifyOutcome.of(result));
      return result;
    } catch (RuntimeException e) {
      Failure why =
          e instanceof Failure f
              ? f
              : new Failure(Failure.Kind.INTERNAL, "internal error: " + e, "", e);
      outcomes.put(desired, VerifyOutcome.failed(desired.project(), why));
      throw e;
    }
  }

  /**
   * Writes the report, and the summary if GitHub Actions runs this.
   *
   * @param all in the order of the report; one that was not recorded was not started
   */
  void write(List<Desired> all) {
    List<VerifyOutcome> ordered =
        all.stream()
            .map(
                d ->
                    outcomes.getOrDefault(
                        d,
                        VerifyOutcome.failed(
                            d.project(),
                            new Failure(
                                Failure.Kind.UNAVAILABLE, "not started within --timeout", ""))))
            .toList();
    summarize(ordered);
    if (junit != null) {
      junit.write(JunitReport.of(ordered, context.redactor()::redact));
    }
  }

  private void summarize(List<VerifyOutcome> ordered) {
    String file = context.env().getOrDefault(SUMMARY, "");
    if (!context.console().isGithubActions() || file.isEmpty() || ordered.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file),
          JobSummary.of(ordered, context.redactor()::redact),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | InvalidPathException e) {
      // It was not asked for on the command line: no reason to fail.
      context.warn(SUMMARY + ": cannot be written: " + e.getMessage());
    }
  }
}
