package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands, in the order of the help: the one description of each. */
final class Commands {
  /**
   * A command.
   *
   * @param operation what it does with IAM's resources; null if it does nothing with them
   * @param header what it does, in one line
   * @param awsOptions the global options for AWS that it always uses, by their names
   * @param connectsWith the option with which it calls IAM and uses them all; null for none
   */
  record Entry(
      String name,
      Operation operation,
      String header,
      Set<String> awsOptions,
      String connectsWith,
      Function<CommandContext, Subcommand> factory) {
    /** Where a command would go: harmless on one that goes nowhere, so that scripts may add it. */
    private static final Set<String> ANYWHERE = Set.of("--sandbox", "--endpoint-url");

    /** Returns whether the command takes a global option without {@code connectsWith}. */
    boolean accepts(String option) {
      return !AwsOptions.NAMES.contains(option)
          || awsOptions.contains(option)
          || ANYWHERE.contains(option);
    }

    private boolean connects(List<String> words) {
      return connectsWith != null && words.contains(connectsWith);
    }

    /** Returns whether the help shows a global option for AWS. */
    boolean canUse(String awsOption) {
      return connectsWith != null || awsOptions.contains(awsOption);
    }
  }

  /** What decides the partition. */
  private static final Set<String> PARTITION = Set.of("--region", "--profile");

  static final List<Entry> ALL =
      List.of(
          applies(
              Operation.ALL,
              "Create the role, its policies and the instance profile; print the profile's ARN."),
          applies(Operation.CREATE_ROLE, "Create the IAM role that EC2 may assume; print its ARN."),
          applies(
              Operation.ATTACH_POLICIES,
              "Attach the managed policies to the role; print their ARNs."),
          applies(Operation.CREATE_PROFILE, "Create the instance profile; print its ARN."),
          applies(
              Operation.ADD_ROLE, "Add the role to the instance profile; print the profile's ARN."),
          calls(Operation.GET_ARN, "Print the ARN of the instance profile.", GetArn::new),
          calls(
              Operation.VERIFY,
              "Compare what exists with what was asked for; exit 10 if it differs.",
              Verify::new),
          calls(
              Operation.LIST,
              "List the instance profiles of the account that this program manages.",
              ListProfiles::new),
          calls(
              Operation.DELETE,
              "Delete the instance profile, role and attachments created for the project.",
              Delete::new),
          new Entry(
              "permissions",
              null,
              "Print the least-privilege policy that a caller needs, or check the caller against it.",
              Set.of("--region", "--profile", "--account"),
              "--check",
              Permissions::new),
          new Entry(
              "export",
              null,
              "Print the profile as CloudFormation or Terraform.",
              PARTITION,
              null,
              Export::new),
          offline("init", "Write the built-in templates into a directory, for editing.", Init::new),
          offline(
              "sandbox", "Serve a local IAM endpoint until stopped; print its URL.", Sandbox::new),
          offline("completion", "Print the completion script of a shell.", Completion::new),
          offline("help", "Print the help of the program or of a command.", Help::new));

  private Commands() {}

  private static Entry applies(Operation operation, String header) {
    return calls(operation, header, context -> new ApplyCommand(context, operation));
  }

  private static Entry calls(
      Operation operation, String header, Function<CommandContext, Subcommand> factory) {
    return new Entry(operation.commandName(), operation, header, AwsOptions.NAMES, null, factory);
  }

  private static Entry offline(
      String name, String header, Function<CommandContext, Subcommand> factory) {
    return new Entry(name, null, header, Set.of(), null, factory);
  }

  /** Returns the names, in the order of the help. */
  static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  /** Returns the command of this name. */
  static Optional<Entry> named(String name) {
    return ALL.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  /** Returns whether a command line with these words is likely to call IAM. */
  static boolean callsIam(List<String> words) {
    return !words.contains("--help")
        && !words.contains("-h")
        && words.stream()
            .flatMap(w -> named(w).stream())
            .anyMatch(e -> e.operation() != null || e.connects(words));
  }

  /**
   * Returns a command line with the commands that the words name; a command takes time to build.
   */
  static CommandLine line(CommandContext context, CommandSpec root, List<String> words) {
    CommandLine line = new CommandLine(root);
    for (Entry entry : ALL) {
      if (words.contains(entry.name())) {
        line.addSubcommand(entry.name(), spec(entry, context));
      }
    }
    // A file in the working directory must not add options to a command line.
    return line.setExpandAtFiles(false);
  }

  /** Returns the specification of one command. */
  static CommandSpec spec(Entry entry, CommandContext context) {
    Subcommand command = entry.factory().apply(context);
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(entry.name());
    spec.usageMessage().header(entry.header());
    command.declare(spec);
    return spec;
  }

  /** Returns the operation of a parsed command; null if it has none. */
  static Operation operation(String name) {
    return named(name).map(Entry::operation).orElse(null);
  }
}
