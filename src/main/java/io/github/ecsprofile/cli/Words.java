package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Regions;
import io.github.ecsprofile.help.Command;
import io.github.ecsprofile.help.HelpPage;
import io.github.ecsprofile.help.Manual;
import io.github.ecsprofile.help.Option;
import io.github.ecsprofile.help.Option.Group;
import io.github.ecsprofile.help.Text;
import io.github.ecsprofile.help.Value;
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
final class Words {
  /** The labels that stand for a kind of value. */
  private static final Map<String, Value.Kind> KINDS =
      Map.of(
          "FILE", Value.Kind.FILE,
          "DIR", Value.Kind.FOLDER,
          "POLICY", Value.Kind.POLICY,
          "PROFILE", Value.Kind.PROFILE,
          "REGION", Value.Kind.REGION);

  private Words() {}

  static String help(CommandSpec spec, int width) {
    return spec.parent() == null
        ? HelpPage.of(program(), commands(), width)
        : HelpPage.of(command(spec), List.of(), width);
  }

  static Manual manual() {
    return new Manual(
        program(),
        commands(),
        Version.text(),
        Regions.all(),
        ManagedPolicies.all().stream().filter(p -> !p.startsWith("aws-service-role/")).toList());
  }

  /** Whether any command has an option of this name. */
  static boolean haveOption(String name) {
    return whole().getSubcommands().values().stream()
        .anyMatch(c -> c.getCommandSpec().optionsMap().containsKey(name));
  }

  private static Command program() {
    return command(whole().getCommandSpec());
  }

  private static List<Command> commands() {
    return whole().getSubcommands().values().stream()
        .map(c -> command(c.getCommandSpec()))
        .toList();
  }

  /** With all commands, and nothing of the process at hand. */
  private static CommandLine whole() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    EcsProfile root =
        new EcsProfile(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Map.of(),
            new Terminal(false, false, false));
    return Commands.line(root, List.of());
  }

  private static Command command(CommandSpec spec) {
    List<Option> options = new ArrayList<>();
    for (OptionSpec o : spec.options()) {
      options.add(
          new Option(
              List.of(o.names()),
              o.arity().max() == 0 ? null : o.paramLabel(),
              value(o),
              group(o),
              o.inherited() || spec.parent() == null,
              o.isMultiValue(),
              description(o)));
    }
    options.sort(Comparator.comparing(Option::group));
    return new Command(
        spec.name(),
        spec.usageMessage().header()[0],
        options,
        spec.positionalParameters().stream()
            .map(p -> new Command.Parameter(p.paramLabel(), value(p), description(p)))
            .findFirst(),
        Text.of(spec.name()));
  }

  private static Group group(OptionSpec o) {
    return o.userObject() instanceof Group own ? own : Group.SAID;
  }

  private static Value value(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(words::add);
    }
    return words.isEmpty()
        ? new Value(KINDS.getOrDefault(arg.paramLabel(), Value.Kind.TEXT), List.of())
        : new Value(Value.Kind.WORDS, List.copyOf(words));
  }

  /** Descriptions are format strings: what is a percent sign to people is two of them there. */
  private static String description(ArgSpec arg) {
    return String.join(" ", arg.description()).replace("%%", "%");
  }
}
