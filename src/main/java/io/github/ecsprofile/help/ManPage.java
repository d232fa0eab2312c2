package io.github.ecsprofile.help;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats the man page of a command, in the man macros that groff and mandoc share. */
public final class ManPage {
  private static final String SECTION = " 1 ";

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * Returns a man page.
   *
   * @param command one of the model's commands, or its program
   * @param day the date of the page, such as 2026-11-24
   */
  public static String of(CliModel model, CommandHelp command, String day) {
    return new ManPage().write(model, command, day);
  }

  private String write(CliModel model, CommandHelp command, String day) {
    boolean program = command == model.program();
    String name = program ? command.name() : pageOf(model, command);
    macro("TH", name.toUpperCase(Locale.ROOT) + SECTION + day + " \"" + model.version() + "\"");
    // Without hyphenation and justification, text can be copied as it is shown.
    macro("nh", "");
    macro("ad", "l");
    macro("SH", "NAME");
    prose(name + " - " + command.header().replaceFirst("\\.$", ""));
    macro("SH", "SYNOPSIS");
    macro("nf", "");
    command.text().synopsis().forEach(this::synopsis);
    macro("fi", "");
    macro("SH", "DESCRIPTION");
    prose(command.header());
    for (String paragraph : command.text().about()) {
      macro("PP", "");
      prose(paragraph);
    }
    if (program) {
      macro("SH", "COMMANDS");
      model
          .commands()
          .forEach(c -> term("\\fB" + escaped(c.name()) + "\\fR" + parameter(c), c.header()));
    }
    options(command);
    macro("SH", "\"EXIT STATUS\"");
    command.text().exits().forEach(e -> term("\\fB" + e.code() + "\\fR", e.meaning()));
    command.text().more().forEach(this::section);
    macro("SH", "EXAMPLES");
    examples(command.text().examples());
    if (!command.text().sandboxExamples().isEmpty()) {
      macro("PP", "");
      line("Without an AWS account:");
      macro("PP", "");
      examples(command.text().sandboxExamples());
    }
    macro("SH", "\"SEE ALSO\"");
    List<String> others =
        program
            ? model.commands().stream().map(c -> pageOf(model, c)).sorted().toList()
            : List.of(model.program().name());
    line(
        others.stream()
            .map(o -> "\\fB" + escaped(o) + "\\fR(1)")
            .collect(Collectors.joining(",\n")));
    macro("PP", "");
    line(escaped(CliModel.DOCUMENTATION));
    return page.toString();
  }

  private void examples(List<String> examples) {
    macro("nf", "");
    examples.forEach(e -> line(escaped(e)));
    macro("fi", "");
  }

  private static String pageOf(CliModel model, CommandHelp command) {
    return model.program().name() + "-" + command.name();
  }

  private void options(CommandHelp command) {
    command
        .parameter()
        .ifPresent(
            p -> {
              macro("SH", "ARGUMENT");
              term("\\fI" + escaped(p.label()) + "\\fR", p.description());
            });
    macro("SH", "OPTIONS");
    for (OptionHelp.Group group : OptionHelp.Group.values()) {
      List<OptionHelp> options = command.of(group);
      if (!options.isEmpty()) {
        macro("SS", escaped(group.heading()));
      }
      for (OptionHelp o : options) {
        String names =
            o.names().stream()
                .map(n -> "\\fB" + escaped(n) + "\\fR")
                .collect(Collectors.joining(", "));
        term(
            names + (o.takesValue() ? " \\fI" + escaped(o.label()) + "\\fR" : ""),
            o.fullDescription());
      }
    }
  }

  private static String parameter(CommandHelp c) {
    return c.parameter().map(p -> " \\fI" + escaped(p.usage()) + "\\fR").orElse("");
  }

  private void section(String heading, List<String> lines) {
    macro("SH", heading.toUpperCase(Locale.ROOT));
    for (String l : lines) {
      String[] parts = l.split("  ", 2);
      term("\\fB" + escaped(parts[0]) + "\\fR", parts[1]);
    }
  }

  /** Prints the program and the command in bold; with the indent the lines fit 80 columns. */
  private void synopsis(String text) {
    int at = LineWrapper.commandEnd(text);
    String called = text.substring(0, at);
    for (String l : LineWrapper.lines("", text, at, 72)) {
      line(
          l.startsWith(called)
              ? "\\fB" + escaped(called) + "\\fR" + escaped(l.substring(at))
              : escaped(l));
    }
  }

  private void prose(String text) {
    LineWrapper.lines("", text, 0, 68).forEach(l -> line(escaped(l)));
  }

  private void term(String term, String text) {
    macro("TP", "");
    line(term);
    prose(text);
  }

  private void macro(String name, String arguments) {
    page.append('.').append(name).append(arguments.isEmpty() ? "" : " " + arguments).append('\n');
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** Escapes a text: at the beginning of a line, a dot or a quote would be a request. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return plain.startsWith(".") ? "\\&" + plain : plain;
  }
}
