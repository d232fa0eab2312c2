package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** A variable of the environment that gives an option's value where the command line does not. */
enum EnvironmentDefault {
  PROJECT("ECS_PROFILE_PROJECT", "--project"),
  TEMPLATES("ECS_PROFILE_TEMPLATES", "--templates"),
  ACCOUNT("ECS_PROFILE_ACCOUNT", "--account"),
  OUTPUT("ECS_PROFILE_OUTPUT", "--output");

  /** These accept {@code --output}, as every command does, and have one form only. */
  private static final Set<String> ONE_FORM = Set.of("export", "sandbox", "completion", "help");

  private final String variable;
  private final String option;

  EnvironmentDefault(String variable, String option) {
    this.variable = variable;
    this.option = option;
  }

  /** Returns the variable of an option of a command, or of the program itself. */
  static Optional<String> variableOf(String option, CommandSpec spec) {
    return Stream.of(values())
        .filter(d -> d.option.equals(option) && d.isUsedBy(spec))
        .map(EnvironmentDefault::variable)
        .findFirst();
  }

  String variable() {
    return variable;
  }

  String option() {
    return option;
  }

  /** Returns whether the command, or the program itself, takes the variable into account. */
  boolean isUsedBy(CommandSpec spec) {
    if (spec.findOption(option) == null) {
      return false;
    }
    Optional<Commands.Entry> command = Commands.named(spec.name());
    return switch (this) {
      // What is deleted stands on the command line, where the person who runs it reads it.
      case PROJECT -> command.filter(c -> c.operation() == Operation.DELETE).isEmpty();
      case TEMPLATES -> true;
      case ACCOUNT -> command.map(c -> c.awsOptions().contains(option)).orElse(true);
      case OUTPUT -> !ONE_FORM.contains(spec.name());
    };
  }

  /** Returns the options of a command line that leave no use for the variable. */
  Set<String> givenBy(CommandSpec spec) {
    if (this == ACCOUNT) {
      return Set.of(option, AccountOptions.ACCOUNTS_FROM);
    }
    if (this != PROJECT) {
      return Set.of(option);
    }
    return Commands.operation(spec.name()) == Operation.GET_ARN
        ? Set.of(option, "--projects-from", "--role-name", "--instance-profile-name")
        : Set.of(option, "--projects-from", "--all-managed");
  }
}
