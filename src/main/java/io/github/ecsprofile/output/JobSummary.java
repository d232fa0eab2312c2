package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.VerifyOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The outcome of {@code verify} as a Markdown table, a row for each project, for the summary of a
 * GitHub Actions job.
 */
public final class JobSummary {
  /** GitHub drops the summary of a step beyond 1 MiB (Workflow commands, "step summary"). */
  private static final int MAX_BYTES = 900_000;

  private static final String TITLE = "\n### ecs-profile verify\n\n";
  private static final String COLUMNS = "| project | result | checks | details |\n";
  private static final String LINE = "|---|---|---|---|\n";

  private JobSummary() {}

  /**
   * Renders the table; what is not in sync comes first.
   *
   * @param redact masks secrets
   */
  public static String of(List<VerifyOutcome> outcomes, UnaryOperator<String> redact) {
    boolean named = outcomes.stream().anyMatch(o -> o.account().isPresent());
    StringBuilder all =
        new StringBuilder(TITLE)
            .append(named ? "| account " : "")
            .append(COLUMNS)
            .append(named ? "|---" : "")
            .append(LINE);
    int bytes = all.length();
    int written = 0;
    for (VerifyOutcome outcome :
        outcomes.stream().sorted(Comparator.comparing(VerifyOutcome::isInSync)).toList()) {
      String row = row(outcome, redact);
      bytes += row.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        all.append(named ? "| | | | | " : "| | | | ")
            .append(outcomes.size() - written)
            .append(" more |\n");
        break;
      }
      all.append(row);
      written++;
    }
    return all.append('\n').toString();
  }

  private static String row(VerifyOutcome outcome, UnaryOperator<String> redact) {
    List<String> details = new ArrayList<>();
    outcome
        .result()
        .ifPresent(
            r -> {
              r.plan().checks().stream()
                  .filter(c -> c.isProblem(r.extrasCount()))
                  .forEach(c -> details.add(VerifyText.problem(c)));
              r.advice().forEach(a -> details.add("advice: " + AdviceText.of(a)));
            });
    outcome.failure().ifPresent(f -> details.add(TerminalText.oneLine(f.getMessage())));
    return outcome.account().map(a -> "| " + a + " ").orElse("")
        + "| "
        + escaped(redact.apply(outcome.project()))
        + " | "
        + outcome
            .failure()
            .map(f -> "failed (exit " + f.kind().exitCode().code() + ")")
            .orElse(outcome.isInSync() ? "in sync" : "**out of sync**")
        + " | "
        + outcome.result().map(Result::plan).map(p -> VerifyText.counts(p.checks())).orElse("")
        + " | "
        + String.join("<br>", details.stream().map(redact).map(JobSummary::escaped).toList())
        + " |\n";
  }

  /** Returns text that is neither Markdown nor HTML: other ASCII punctuation as references. */
  private static String escaped(String text) {
    StringBuilder all = new StringBuilder();
    TerminalText.clean(text)
        .codePoints()
        .forEach(
            c -> {
              if (c >= 0x80 || Character.isLetterOrDigit(c) || " .,:/=+-()".indexOf(c) >= 0) {
                all.appendCodePoint(c);
              } else {
                all.append("&#").append(c).append(';');
              }
            });
    return all.toString();
  }
}
