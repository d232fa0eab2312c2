package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Preset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The options for several projects; the one place where the list of projects is made. */
final class ProjectOptions {
  String from;
  int parallel = 8;
  private List<String> read;

  /** Declares the list of projects and how many are processed in parallel. */
  void declare(CommandSpec spec) {
    declareList(spec);
    Options.of(spec, Group.TARGET)
        .value(
            Integer.class,
            "--parallel",
            "N",
            "8",
            "Number of projects to process in parallel (default: 8).",
            v -> parallel = v);
  }

  /** Declares the list of projects, for a command that sends nothing. */
  void declareList(CommandSpec spec) {
    Options.of(spec, Group.TARGET)
        .value(
            String.class,
            "--projects-from",
            "FILE",
            "Read more projects, one name per line, # comments; - is stdin.",
            v -> from = v);
  }

  /**
   * Returns whether more than one project was asked for, also if the list in the file is shorter:
   * the form of the output depends on the options alone.
   */
  boolean isMultiple(List<String> named) {
    return named.size() > 1 || from != null;
  }

  /** Returns whether a project was asked for. */
  boolean isAsked(List<String> named) {
    return !named.isEmpty() || from != null;
  }

  /**
   * Returns the projects, each once, in the order given; empty if none was asked for.
   *
   * @param command the command, for suggestions
   */
  List<String> projects(
      List<String> named, Preset preset, CommandSpec command, CommandContext context) {
    if (parallel < 1 || parallel > 64) {
      throw Failure.badInput("--parallel " + parallel + ": out of range", "Use 1 to 64.");
    }
    named.forEach(name -> check(context.source("--project"), name, preset, command));
    Set<String> all = new LinkedHashSet<>(named);
    if (from != null) {
      all.addAll(read(preset, command, context));
    }
    return new ArrayList<>(all);
  }

  private List<String> read(Preset preset, CommandSpec command, CommandContext context) {
    if (read == null) {
      // Stdin can be read once.
      read =
          ListFile.read("--projects-from", from, "project name", context).stream()
              .peek(e -> check(e.source() + ":", e.text(), preset, command))
              .map(ListFile.Entry::text)
              .toList();
    }
    return read;
  }

  /** Returns the failure for a command that was given no project. */
  static Failure missing(CommandSpec command, CommandContext context) {
    String variable = EnvironmentDefault.PROJECT.variable();
    return EnvironmentDefault.PROJECT.isUsedBy(command)
            || context.env().getOrDefault(variable, "").isEmpty()
        ? Failure.badInput("--project is missing", "Give --project NAME.")
        : Failure.badInput(
            "--project is missing",
            "Give --project NAME: delete does not use "
                + variable
                + ", so that the command line names what is deleted.");
  }

  /**
   * Checks a project's name.
   *
   * @param source the option or the line that it came from
   */
  static void check(String source, String name, Preset preset, CommandSpec command) {
    if (name.startsWith("-")) {
      throw looksLikeOption(source, name, command);
    }
    InvalidInput.check(source, Names.checkProject(name, preset.maxProjectLength()));
  }

  /** Returns the failure for a value that is probably a mistyped option. */
  static Failure looksLikeOption(String source, String value, CommandSpec command) {
    List<String> near = Suggestions.of(value, command.optionsMap().keySet());
    return Failure.badInput(
        source + " " + InvalidInput.quoted(value) + ": not a name, it looks like an option",
        near.isEmpty()
            ? "Use a name that begins with a letter or a digit."
            : "Did you mean " + String.join(" or ", near) + "?");
  }
}
