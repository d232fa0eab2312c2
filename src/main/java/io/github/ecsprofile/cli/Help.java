package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile help}: prints the same as {@code --help}. Contacts nothing. */
final class Help implements Subcommand {
  private final CommandContext context;

  private String command;

  Help(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options.of(spec, Group.TARGET)
        .optionalParameter(
            "COMMAND", Commands.names(), "The command; default: all commands.", v -> command = v);
  }

  @Override
  public ExitCode run() {
    if (command != null && Commands.named(command).isEmpty()) {
      throw UsageErrors.unknownCommand(command, "Run ecs-profile --help for the commands.");
    }
    context.print(CliModelBuilder.help(command, context.helpWidth()));
    return ExitCode.OK;
  }
}
