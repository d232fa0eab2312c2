package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check;
import java.util.List;
import java.util.Locale;

/** The checks of verify as text, a line each: state, check, and what against what. */
public final class CheckLines {
  private CheckLines() {}

  public static List<String> of(List<Check> checks, Theme theme) {
    return checks.stream().map(c -> line(c, theme)).toList();
  }

  private static String line(Check c, Theme theme) {
    String state = String.format("%-9s", c.state().name().toLowerCase(Locale.ROOT));
    String coloured =
        switch (c.state()) {
          case OK -> theme.good(state);
          case MISSING, DIFFERENT -> theme.error(state);
          case EXTRA -> theme.warning(state);
        };
    return coloured + "  " + TerminalText.clean(c.name() + detail(c));
  }

  private static String detail(Check c) {
    String actual = c.actual() == null || c.actual().isEmpty() ? "none" : c.actual();
    if (c.name().startsWith("policy:")) {
      return "";
    }
    return switch (c.state()) {
      case OK, EXTRA -> ": " + actual;
      case MISSING -> ": asked for " + c.expected();
      case DIFFERENT ->
          ": " + actual + (c.name().equals("trust-policy") ? "" : ", asked for " + c.expected());
    };
  }
}
