package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.output.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's errors into messages of the program's own: one error line and one hint. */
final class UsageErrors {
  private final CommandContext context;

  UsageErrors(CommandContext context) {
    this.context = context;
  }

  /** Reports a command line that cannot be used. */
  ExitCode report(ParameterException e) {
    return new ErrorReporter(context).report(failure(e, context.running().words()));
  }

  /** Fails if a global option for AWS was given that the command does not use. */
  static void requireUsed(ParseResult parsed) {
    if (parsed.subcommand() == null) {
      return;
    }
    String command = parsed.subcommand().commandSpec().name();
    Commands.Entry entry = Commands.named(command).orElseThrow();
    String connectsWith = entry.connectsWith();
    if (connectsWith != null && parsed.subcommand().hasMatchedOption(connectsWith)) {
      return;
    }
    Stream.concat(parsed.matchedOptions().stream(), parsed.subcommand().matchedOptions().stream())
        .map(OptionSpec::longestName)
        .filter(name -> !entry.accepts(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Failure.badInput(
                  "option " + name + " is not used by " + command,
                  connectsWith == null
                      ? "Leave it out."
                      : "Leave it out, or add " + connectsWith + ".");
            });
  }

  private Failure failure(ParameterException e, List<String> words) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String help = "Run " + spec.qualifiedName(" ") + " --help for usage.";
    if (e.getCause() instanceof Failure f) {
      return f;
    }
    if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
      return unmatched(u.getUnmatched().get(0), spec, help);
    }
    if (e instanceof MissingParameterException m && !m.getMissing().isEmpty()) {
      return missing(m.getMissing().get(0), help);
    }
    if (e instanceof OverwrittenOptionException o) {
      return Failure.badInput(name(o.getOverwritten()) + ": given more than once", "Give it once.");
    }
    if (e instanceof MaxValuesExceededException) {
      return Failure.badInput(
          flagWithValue(words, spec) + ": takes no value", "Write the option alone.");
    }
    if (e.getArgSpec() != null && e.getValue() != null) {
      return invalid(e.getValue(), e.getArgSpec());
    }
    return e.getArgSpec() == null
        ? Failure.badInput("invalid command line", help)
        : Failure.badInput(name(e.getArgSpec()) + ": needs a value", help);
  }

  /** The exception does not say which: the first flag that is written with {@code =}. */
  private static String flagWithValue(List<String> words, CommandSpec spec) {
    return words.stream()
        .filter(w -> w.indexOf('=') > 0)
        .map(w -> w.substring(0, w.indexOf('=')))
        .filter(n -> spec.findOption(n) != null && spec.findOption(n).arity().max() == 0)
        .findFirst()
        .orElse("an option");
  }

  private String name(ArgSpec arg) {
    return arg instanceof OptionSpec o ? context.source(o.longestName()) : arg.paramLabel();
  }

  private static List<String> words(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(words::add);
    }
    return words;
  }

  private Failure missing(ArgSpec arg, String help) {
    List<String> words = words(arg);
    String what = arg instanceof OptionSpec o && !o.required() ? ": needs a value" : " is missing";
    return Failure.badInput(
        name(arg) + what, words.isEmpty() ? help : "Give " + alternatives(words) + ".");
  }

  private Failure invalid(String value, ArgSpec arg) {
    List<String> words = words(arg);
    String what = "invalid value '" + TerminalText.printable(value) + "' for " + name(arg);
    if (words.isEmpty()) {
      return Failure.badInput(
          what + (isNumber(arg) ? ": not a whole number" : ""),
          "Give " + arg.paramLabel() + (isNumber(arg) ? " as digits." : "."));
    }
    List<String> near = Suggestions.of(value, words);
    return Failure.badInput(
        what + ": must be " + alternatives(words),
        near.isEmpty() ? "Give one of these." : "Did you mean " + alternatives(near) + "?");
  }

  private static boolean isNumber(ArgSpec arg) {
    return arg.type() == Integer.class || arg.type() == int.class;
  }

  private static String alternatives(List<String> words) {
    return words.size() == 1
        ? words.get(0)
        : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "))
            + " or "
            + words.get(words.size() - 1);
  }

  /** A word that the command does not take. */
  private static Failure unmatched(String word, CommandSpec spec, String help) {
    boolean atRoot = spec.parent() == null;
    String shown = TerminalText.printable(word);
    if (!word.startsWith("-")) {
      if (atRoot) {
        return unknownCommand(word, help);
      }
      boolean takesProject = spec.findOption("--project") != null;
      return Failure.badInput(
          "unexpected argument '"
              + shown
              + "'"
              + (takesProject
                  ? "; did you mean --project " + ShellQuoting.quoted(shown) + "?"
                  : ""),
          help);
    }
    String name = shown.contains("=") ? shown.substring(0, shown.indexOf('=')) : shown;
    List<String> near = Suggestions.of(name, spec.optionsMap().keySet());
    List<String> others = CliModelBuilder.commandsWith(name);
    if (atRoot && !others.isEmpty()) {
      return Failure.badInput(
          "option " + name + " belongs after a command",
          "Write it after the command: ecs-profile COMMAND " + name);
    }
    return Failure.badInput(
        atRoot
            ? "unknown option " + name
            : "option " + name + " is not an option of " + spec.name(),
        near.isEmpty() && !others.isEmpty()
            ? "It is an option of " + String.join(", ", others) + ". " + help
            : didYouMean(near, help));
  }

  /** Returns the failure for a word that stands where a command is expected. */
  static Failure unknownCommand(String word, String help) {
    return Failure.badInput(
        "unknown command '" + TerminalText.printable(word) + "'",
        CliModelBuilder.commandsWith("--" + word).isEmpty()
            ? didYouMean(Suggestions.of(word, Commands.names()), help)
            : "Did you mean --" + word + "?");
  }

  private static String didYouMean(List<String> near, String help) {
    return near.isEmpty() ? help : "Did you mean " + alternatives(near) + "?";
  }
}
