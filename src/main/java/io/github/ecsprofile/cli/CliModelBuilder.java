package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.help.HelpPage;
import io.github.ecsprofile.help.HelpText;
import io.github.ecsprofile.help.OptionHelp;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.help.ValueType;
import io.github.ecsprofile.iam.Regions;
import io.github.ecsprofile.output.Console;
import io.github.ecsprofile.output.Redactor;
import io.github.ecsprofile.template.ManagedPolicies;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the commands' own declarations say, for all that is read by people and shells: help, man
 * pages and completion have no other source.
 */
final class CliModelBuilder {
  /** The labels that stand for a kind of value. */
  private static final Map<String, ValueType.Kind> KINDS =
      Map.of(
          "FILE", ValueType.Kind.FILE,
          "DIR", ValueType.Kind.FOLDER,
          "POLICY", ValueType.Kind.POLICY,
          "PROFILE", ValueType.Kind.PROFILE,
          "REGION", ValueType.Kind.REGION);

  /** The program and its commands; a native image holds them, since its build makes them. */
  private static final CommandHelp PROGRAM;

  private static final List<CommandHelp> COMMANDS;

  static {
    CommandLine all = all();
    PROGRAM = command(all.getCommandSpec());
    COMMANDS =
        all.getSubcommands().values().stream().map(c -> command(c.getCommandSpec())).toList();
  }

  private CliModelBuilder() {}

  /** Returns the model of the whole command line. */
  static CliModel model() {
    return new CliModel(
        PROGRAM,
        COMMANDS,
        Version.text(),
        Regions.all(),
        ManagedPolicies.all().stream().filter(p -> !p.startsWith("aws-service-role/")).toList());
  }

  /** Returns the help of a command, or of the program if the name is null. */
  static String help(String command, int width) {
    return command == null
        ? HelpPage.of(PROGRAM, COMMANDS, width)
        : COMMANDS.stream()
            .filter(c -> c.name().equals(command))
            .map(c -> HelpPage.of(c, List.of(), width))
            .findFirst()
            .orElseThrow();
  }

  static String help(CommandSpec spec, int width) {
    return help(spec.parent() == null ? null : spec.name(), width);
  }

  /** Returns the names of the commands that take the option; empty if none does. */
  static List<String> commandsWith(String option) {
    return COMMANDS.stream()
        .filter(c -> c.options().stream().anyMatch(o -> o.names().contains(option)))
        .map(CommandHelp::name)
        .toList();
  }

  /** With all commands, independent of the running command. */
  private static CommandLine all() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandContext context =
        new CommandContext(
            InputStream.nullInputStream(),
            new Console(nowhere, nowhere, false, new Redactor()),
            new Redactor(),
            Map.of(),
            new Terminal(false, false, false),
            new RunningCommand(List.of(), name -> null));
    return Commands.line(context, EcsProfile.root(context), Commands.names());
  }

  private static CommandHelp command(CommandSpec spec) {
    List<OptionHelp> options = new ArrayList<>();
    for (OptionSpec o : spec.options()) {
      if (!isUsed(o, spec)) {
        continue;
      }
      options.add(
          new OptionHelp(
              List.of(o.names()),
              o.arity().max() == 0 ? null : o.paramLabel(),
              value(o),
              group(o),
              o.inherited() || spec.parent() == null,
              o.isMultiValue(),
              description(o),
              EnvironmentDefault.variableOf(o.longestName(), spec).orElse(null)));
    }
    options.sort(Comparator.comparing(OptionHelp::group));
    return new CommandHelp(
        spec.name(),
        spec.usageMessage().header()[0],
        options,
        spec.positionalParameters().stream()
            .map(
                p ->
                    new CommandHelp.Parameter(
                        p.paramLabel(), value(p), description(p), p.arity().min() > 0))
            .findFirst(),
        HelpText.of(spec.name()));
  }

  /** The program shows every global option, a command those that it uses. */
  private static boolean isUsed(OptionSpec o, CommandSpec spec) {
    return group(o) != Group.AWS
        || Commands.named(spec.name()).map(entry -> entry.canUse(o.longestName())).orElse(true);
  }

  private static Group group(OptionSpec o) {
    return o.userObject() instanceof Group own ? own : Group.OUTPUT;
  }

  private static ValueType value(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(words::add);
    }
    return words.isEmpty()
        ? new ValueType(KINDS.getOrDefault(arg.paramLabel(), ValueType.Kind.TEXT), List.of())
        : new ValueType(ValueType.Kind.WORDS, List.copyOf(words));
  }

  /** Descriptions are format strings: what is a percent sign to people is two of them there. */
  private static String description(ArgSpec arg) {
    return String.join(" ", arg.description()).replace("%%", "%");
  }
}
