package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.output.SuggestedCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line that is running, as a value: every command that is suggested comes from it. */
final class RunningCommand implements SuggestedCommands {
  private static final String PROGRAM = "ecs-profile";

  /**
   * Options that say how this run behaves, and not which resources on which account it is about.
   */
  private static final Set<String> OF_THIS_RUN =
      Set.of(
          "--update",
          "--prune",
          "--adopt",
          "--dry-run",
          "--yes",
          "--force",
          "--output",
          "--quiet",
          "--verbose",
          "--parallel",
          "--only-problems",
          "--format",
          "--for",
          "--check");

  private static final Set<String> PROJECTS = Set.of("--project", "--projects-from");

  private List<String> words;
  private final Function<Operation, CommandSpec> specs;
  private final Function<String, CommandSpec> byName;
  private ParseResult parsed;
  private AccountLine account;

  /**
   * Creates the value of a command line that is not parsed yet.
   *
   * @param byName gives the specification of a command, to know which options it takes
   */
  RunningCommand(List<String> words, Function<String, CommandSpec> byName) {
    this.words = List.copyOf(words);
    this.byName = byName;
    this.specs = operation -> byName.apply(operation.commandName());
  }

  /**
   * Records the parsed command line.
   *
   * @param effective the words, with the values that the environment gives as options
   */
  void parsed(List<String> effective, ParseResult result) {
    words = List.copyOf(effective);
    parsed = result;
  }

  /**
   * Returns the value for one account of those listed. The list is safe to run again; a command
   * that is meant for this account alone must not run on another one.
   */
  RunningCommand of(AccountLine line) {
    RunningCommand one = new RunningCommand(words, byName);
    one.parsed = parsed;
    one.account = line;
    return one;
  }

  /** Returns the words as they were given. */
  List<String> words() {
    return words;
  }

  /** Returns the operation; null before parsing, and for a command that never calls IAM. */
  Operation operation() {
    return parsed == null || parsed.subcommand() == null
        ? null
        : Commands.operation(parsed.subcommand().commandSpec().name());
  }

  @Override
  public String again(List<String> flags) {
    List<String> all = new ArrayList<>(words);
    flags.stream().filter(f -> !words.contains(f)).forEach(all::add);
    return line(all);
  }

  @Override
  public String of(Operation operation, String project, List<String> flags) {
    List<String> all = new ArrayList<>(List.of(operation.commandName()));
    all.addAll(options(specs.apply(operation), project));
    all.addAll(flags);
    if (account == null || !words.contains("--all-managed")) {
      return line(all);
    }
    // Other accounts may not have this project: a list of this account alone.
    all.set(all.indexOf("--accounts-from") + 1, "-");
    return "echo " + ShellQuoting.quoted(account.text()) + " | " + line(all);
  }

  @Override
  public String permissions(String project) {
    List<String> all = new ArrayList<>(List.of("permissions"));
    all.addAll(options(byName.apply("permissions"), project == null ? firstProject() : project));
    if (account != null) {
      all.addAll(List.of("--account", account.account()));
      account.profile().ifPresent(p -> all.addAll(List.of("--profile", p)));
    }
    given("--for").forEach(operation -> all.addAll(List.of("--for", operation)));
    Operation operation = operation();
    if (operation != null) {
      all.addAll(List.of("--for", operation.commandName()));
    }
    for (String flag : List.of("--update", "--prune", "--adopt", "--force")) {
      if (words.contains(flag)) {
        all.add(flag);
      }
    }
    return line(all);
  }

  @Override
  public String addRole(String profile, String role) {
    if (account != null && account.isForRole()) {
      // No option of the AWS CLI gives credentials of the role that was assumed.
      return "with credentials of account "
          + account.account()
          + ", add role "
          + role
          + " to instance profile "
          + profile;
    }
    List<String> all =
        new ArrayList<>(
            List.of(
                "iam",
                "add-role-to-instance-profile",
                "--instance-profile-name",
                profile,
                "--role-name",
                role));
    if (account != null) {
      all.addAll(List.of("--profile", account.profile().orElseThrow()));
    }
    for (String option : List.of("--profile", "--region", "--endpoint-url")) {
      given(option).forEach(value -> all.addAll(List.of(option, value)));
    }
    return "aws " + quoted(all);
  }

  private String firstProject() {
    return given("--project").stream().findFirst().orElse(null);
  }

  /** The values of an option as they were given, wherever it stood. */
  private List<String> given(String name) {
    return matched().stream()
        .filter(o -> o.longestName().equals(name))
        .flatMap(o -> o.originalStringValues().stream())
        .toList();
  }

  private List<OptionSpec> matched() {
    if (parsed == null) {
      return List.of();
    }
    List<OptionSpec> all = new ArrayList<>(parsed.matchedOptions());
    if (parsed.subcommand() != null) {
      // A global option after the command is matched there, and is the same option.
      parsed.subcommand().matchedOptions().stream()
          .filter(o -> all.stream().noneMatch(a -> a.longestName().equals(o.longestName())))
          .forEach(all::add);
    }
    return all;
  }

  /** The options of this command line that say what it is about, as far as the other takes them. */
  private List<String> options(CommandSpec target, String project) {
    List<String> all = new ArrayList<>();
    if (project != null) {
      all.addAll(List.of("--project", project));
    }
    for (OptionSpec option : matched()) {
      String name = option.longestName();
      boolean taken =
          isGlobal(name)
              ? Commands.named(target.name()).orElseThrow().accepts(name)
              : target.findOption(name) != null;
      if (!taken || OF_THIS_RUN.contains(name) || project != null && PROJECTS.contains(name)) {
        continue;
      }
      if (option.arity().max() == 0) {
        all.add(name);
      } else {
        option.originalStringValues().forEach(value -> all.addAll(List.of(name, value)));
      }
    }
    return all;
  }

  private boolean isGlobal(String name) {
    return parsed.commandSpec().findOption(name) != null;
  }

  private static String line(List<String> words) {
    return PROGRAM + " " + quoted(words);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(ShellQuoting::quoted).collect(Collectors.joining(" "));
  }
}
