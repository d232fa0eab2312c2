package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Result;
import java.util.ArrayList;
import java.util.List;

/** The checks of {@code verify}: one line each in aligned columns, then a summary. */
public final class VerifyText {
  private static final int STATE_WIDTH = 9;
  private static final int MAX_NAME_WIDTH = 44;

  private VerifyText() {}

  /**
   * Renders the checks and the summary.
   *
   * @param onlyProblems whether checks that pass are left out
   */
  public static List<String> lines(Result result, boolean onlyProblems, Theme theme) {
    List<Check> checks = result.plan().checks();
    int width =
        checks.stream()
            .mapToInt(c -> CheckNames.of(c).length())
            .filter(n -> n <= MAX_NAME_WIDTH)
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    checks.stream()
        .filter(c -> !onlyProblems || c.isProblem(result.extrasCount()))
        .forEach(c -> lines.add(line(c, width, theme)));
    lines.add(summary(result, theme));
    return lines;
  }

  private static String line(Check c, int width, Theme theme) {
    String state = String.format("%-" + STATE_WIDTH + "s", CheckNames.of(c.state()));
    String colored =
        switch (c.state()) {
          case OK -> theme.good(state);
          case MISSING, DIFFERENT -> theme.error(state);
          case EXTRA -> theme.warning(state);
        };
    String name = TerminalText.clean(CheckNames.of(c));
    String padded = String.format("%-" + Math.max(width, 1) + "s", name);
    return (colored + "  " + padded + "  " + TerminalText.clean(values(c))).stripTrailing();
  }

  /** Returns the failed check in one line, for an annotation. */
  public static String problem(Check c) {
    String values = values(c);
    String check = CheckNames.of(c.state()) + " " + CheckNames.of(c);
    return values.isEmpty() ? check : check + ": " + values;
  }

  private static String values(Check c) {
    String actual = shown(c.actual());
    return switch (c.state()) {
      case OK, EXTRA -> actual.equals(c.key()) ? "" : actual;
      case MISSING ->
          c.expected().equals(c.key()) ? "" : "none (expected: " + shown(c.expected()) + ")";
      case DIFFERENT -> actual + " (expected: " + shown(c.expected()) + ")";
    };
  }

  private static String shown(String value) {
    return value == null || value.isEmpty() ? "none" : value;
  }

  private static String summary(Result result, Theme theme) {
    String counts = ": " + counts(result.plan().checks());
    return result.isOutOfSync()
        ? theme.error("Out of sync" + counts)
        : theme.good("In sync" + counts);
  }

  /** Returns how many checks there are in each state, such as {@code 9 ok, 1 missing}. */
  static String counts(List<Check> checks) {
    List<String> parts = new ArrayList<>();
    for (State state : List.of(State.OK, State.MISSING, State.DIFFERENT, State.EXTRA)) {
      long count = checks.stream().filter(c -> c.state() == state).count();
      if (count > 0) {
        parts.add(count + " " + CheckNames.of(state));
      }
    }
    return String.join(", ", parts);
  }
}
