package io.github.ecsprofile.help;

import java.util.List;

/** A command's {@code --help}: what people type comes first. */
public final class HelpPage {
  private static final int TEXT_AT = 28;

  private final StringBuilder page = new StringBuilder();
  private final int width;

  private HelpPage(int width) {
    this.width = width;
  }

  /**
   * @param commands those to be listed; none for a command
   * @param width of a line, in columns
   */
  public static String of(CommandHelp command, List<CommandHelp> commands, int width) {
    return new HelpPage(width).write(command, commands);
  }

  private String write(CommandHelp command, List<CommandHelp> commands) {
    String before = "Usage: ";
    for (String line : command.text().synopsis()) {
      lines(before, line, before.length() + LineWrapper.commandEnd(line));
      before = "       ";
    }
    paragraph(command.header());
    command.text().about().forEach(this::paragraph);
    heading(command.text().examples().size() == 1 ? "Example" : "Examples");
    command.text().examples().forEach(e -> page.append("  ").append(e).append('\n'));
    if (!commands.isEmpty()) {
      heading("Commands");
      commands.forEach(c -> row("  " + called(c), c.header(), 20));
    }
    for (OptionHelp.Group group : OptionHelp.Group.values()) {
      List<OptionHelp> options = command.of(group);
      boolean parameter = group == OptionHelp.Group.TARGET && command.parameter().isPresent();
      if (!options.isEmpty() || parameter) {
        heading(command.heading(group));
      }
      if (parameter) {
        CommandHelp.Parameter p = command.parameter().get();
        row("  " + p.label(), p.description(), TEXT_AT);
      }
      options.forEach(o -> row(term(o), o.description(), TEXT_AT));
    }
    heading("Exit codes");
    command.text().exits().forEach(e -> row("  " + e.code(), e.meaning(), 8));
    return page.toString();
  }

  private static String called(CommandHelp c) {
    return c.name() + c.parameter().map(p -> " " + p.label()).orElse("");
  }

  private static String term(OptionHelp o) {
    String names = String.join(", ", o.names());
    return (names.startsWith("--") ? "      " : "  ")
        + names
        + (o.takesValue() ? " " + o.label() : "");
  }

  private void heading(String text) {
    page.append('\n').append(text).append(":\n");
  }

  private void paragraph(String text) {
    page.append('\n');
    lines("", text, 0);
  }

  private void row(String term, String text, int at) {
    if (term.length() + 2 > at) {
      page.append(term).append('\n');
      lines(" ".repeat(at), text, at);
    } else {
      lines(term + " ".repeat(at - term.length()), text, at);
    }
  }

  private void lines(String begin, String text, int hang) {
    LineWrapper.lines(begin, text, hang, width).forEach(line -> page.append(line).append('\n'));
  }
}
