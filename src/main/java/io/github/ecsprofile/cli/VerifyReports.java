package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects what {@code verify} found, and writes it to the report and to the job's summary. */
final class VerifyReports {
  private static final String SUMMARY = "GITHUB_STEP_SUMMARY";
  private static final Failure NOT_STARTED =
      new Failure(Failure.Kind.UNAVAILABLE, "not started within --timeout", "");

  /** Collects what was found in one account. */
  static final class OfAccount {
    private final Optional<String> account;
    private final Map<Desired, VerifyOutcome> outcomes = new ConcurrentHashMap<>();
    private volatile List<Desired> expected = List.of();
    private volatile Failure failure;

    private OfAccount(Optional<String> account) {
      this.account = account;
    }

    /** Sets what there is to verify, in the order of the report. */
    void expect(List<Desired> all) {
      expected = all;
    }

    /** Verifies a project, and records its result or failure. */
    Result record(Desired desired, Supplier<Result> verification) {
      try {
        Result result = verification.get();
        outcomes.put(desired, VerifyOutcome.of(account, result));
        return result;
      } catch (RuntimeException e) {
        outcomes.put(desired, VerifyOutcome.failed(account, desired.project(), failure(e)));
        throw e;
      }
    }

    private static Failure failure(RuntimeException e) {
      return e instanceof Failure f
          ? f
          : new Failure(Failure.Kind.INTERNAL, "internal error: " + e, "", e);
    }

    /** One that was not recorded was not started; without any the account itself was not. */
    private Stream<VerifyOutcome> ordered() {
      if (failure != null) {
        return Stream.of(VerifyOutcome.failed(account, "", failure));
      }
      return expected.stream()
          .map(
              d ->
                  outcomes.getOrDefault(
                      d, VerifyOutcome.failed(account, d.project(), NOT_STARTED)));
    }
  }

  private final CommandContext context;
  private final ReportFile junit;
  private final Map<String, OfAccount> accounts = new LinkedHashMap<>();

  /**
   * Creates the collection.
   *
   * @param junit null for none
   */
  VerifyReports(CommandContext context, ReportFile junit) {
    this.context = context;
    this.junit = junit;
  }

  /** Does the work on each account. */
  ExitCode run(Accounts on, BiFunction<CommandContext, OfAccount, ExitCode> work) {
    for (String id : on.ids()) {
      OfAccount report = new OfAccount(Optional.of(id));
      report.failure = NOT_STARTED;
      accounts.put(id, report);
    }
    return on.run(
        account -> {
          if (account.account().isEmpty()) {
            OfAccount report = new OfAccount(Optional.empty());
            accounts.put("", report);
            return work.apply(account, report);
          }
          OfAccount report = accounts.get(account.account().get());
          try {
            report.failure = null;
            return work.apply(account, report);
          } catch (RuntimeException e) {
            report.failure = OfAccount.failure(e);
            throw e;
          }
        });
  }

  /** Writes the report, and the summary if GitHub Actions runs this. */
  void write() {
    List<VerifyOutcome> ordered = accounts.values().stream().flatMap(OfAccount::ordered).toList();
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
