package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Near;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From a failure to two lines and an exit code. */
final class Failures {
  /** The worst first, for several projects. */
  private static final List<Integer> ORDER = List.of(130, 1, 2, 5, 6, 4, 3, 10, 0);

  private Failures() {}

  static int worst(int a, int b) {
    return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
  }

  static int usage(ParameterException e, Console messages) {
    if (e.getCause() instanceof Failure f) {
      return report(f, messages, false, null, "");
    }
    if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
      return unknown(u.getUnmatched().get(0), e.getCommandLine().getCommandSpec(), messages);
    }
    if (e.getArgSpec() != null
        && e.getArgSpec().completionCandidates() != null
        && e.getValue() != null) {
      return notListed(e.getValue(), e.getArgSpec(), messages);
    }
    messages.error(
        oneLine(e.getMessage()),
        "See: " + e.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help");
    return 2;
  }

  private static int notListed(String value, ArgSpec arg, Console messages) {
    List<String> words = new ArrayList<>();
    arg.completionCandidates().forEach(words::add);
    String name = arg instanceof OptionSpec o ? o.longestName() : arg.paramLabel();
    List<String> near = Near.of(value, words);
    messages.error(
        name + " '" + Names.printable(value) + "' is none of " + String.join(", ", words),
        near.isEmpty() ? "Give one of them." : "Did you mean " + String.join(" or ", near) + "?");
    return 2;
  }

  /** A word that stands for nothing here. */
  private static int unknown(String word, CommandSpec spec, Console messages) {
    boolean program = spec.parent() == null;
    boolean isOption = word.startsWith("-");
    String name = isOption ? word.replaceFirst("=.*", "") : word;
    List<String> near =
        isOption
            ? Near.of(name, spec.optionsMap().keySet())
            : program ? Near.of(name, Commands.ALL.keySet()) : List.of();
    String said = Names.printable(name);
    String what =
        isOption
            ? program ? "unknown option " + said : spec.name() + " has no option " + said
            : program ? "unknown command " + said : spec.name() + " takes no word " + said;
    messages.error(
        what,
        isOption && program && CliModelBuilder.haveOption(name)
            ? "Write it behind the command: ecs-profile COMMAND " + said
            : near.isEmpty()
                ? "See: " + spec.qualifiedName(" ") + " --help"
                : "Did you mean " + String.join(" or ", near) + "?");
    return 2;
  }

  /**
   * @param journal of the run that broke off; null where none had begun
   * @param again the command that goes on
   */
  static int report(
      Throwable e, Console messages, boolean verbose, RunReporter journal, String again) {
    String prefix = journal == null ? "" : journal.prefix();
    String soFar = journal == null ? "" : journal.soFar();
    if (e instanceof Failure f) {
      messages.error(
          prefix + oneLine(f.getMessage()),
          prefix + soFar + oneLine(f.hint()) + (soFar.isEmpty() ? "" : " Go on with: " + again));
      if (verbose && f.kind() == Failure.Kind.INTERNAL) {
        messages.trace(f);
      }
      return f.kind().exitCode();
    }
    messages.error(
        prefix + "internal error: " + oneLine(String.valueOf(e)),
        prefix + soFar + "Run the command again with -v and report the output.");
    if (verbose) {
      messages.trace(e);
    }
    return 1;
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
  }
}
