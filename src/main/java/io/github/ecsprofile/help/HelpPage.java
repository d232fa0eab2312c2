package io.github.ecsprofile.help;

import java.util.List;

/** Formats the {@code --help} of a command: usage and examples first, then the options. */
public final class HelpPage {
  /** The column of the option descriptions. */
  private static final int TEXT_AT = 28;

  private final StringBuilder page = new StringBuilder();
  private final int width;

  private HelpPage(int width) {
    this.width = width;
  }

  /**
   * Returns the help of a command or of the program.
   *
   * @param commands the commands to list; empty for the help of a command
   * @param width the number of columns; only an example may be longer
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
    examples("Examples", command.text().examples());
    examples("Examples without an AWS account", command.text().sandboxExamples());
    if (!commands.isEmpty()) {
      heading("Commands");
      commands.forEach(c -> row("  " + usage(c), c.header(), 20));
    }
    command.parameter().ifPresent(this::parameter);
    for (OptionHelp.Group group : OptionHelp.Group.values()) {
      List<OptionHelp> options = command.of(group);
      if (!options.isEmpty()) {
        heading(group.heading());
      }
      options.forEach(o -> row(term(o), o.fullDescription(), TEXT_AT));
    }
    heading("Exit codes");
    command.text().exits().forEach(e -> row("  " + e.code(), e.meaning(), 8));
    paragraph("Documentation: " + CliModel.DOCUMENTATION);
    return page.toString();
  }

  private void examples(String title, List<String> examples) {
    if (!examples.isEmpty()) {
      heading(title);
      examples.forEach(e -> page.append("  ").append(e).append('\n'));
    }
  }

  private void parameter(CommandHelp.Parameter p) {
    heading("Argument");
    row("  " + p.label(), p.description(), TEXT_AT);
  }

  private static String usage(CommandHelp c) {
    return c.name() + c.parameter().map(p -> " " + p.usage()).orElse("");
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
