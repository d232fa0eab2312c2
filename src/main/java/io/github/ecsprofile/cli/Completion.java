package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.BashCompletion;
import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.FishCompletion;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.help.ZshCompletion;
import io.github.ecsprofile.model.ExitCode;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile completion}: a script; nothing is contacted. */
final class Completion implements Subcommand {
  enum ForShell {
    BASH(BashCompletion::script),
    ZSH(ZshCompletion::script),
    FISH(FishCompletion::script);

    final Function<CliModel, String> script;

    ForShell(Function<CliModel, String> script) {
      this.script = script;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final CommandContext context;

  private ForShell shell;

  Completion(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options.of(spec, Group.TARGET)
        .parameter(ForShell.class, "SHELL", "The shell: ${COMPLETION-CANDIDATES}.", v -> shell = v);
  }

  @Override
  public ExitCode run() {
    context.print(shell.script.apply(CliModelBuilder.model()));
    return ExitCode.OK;
  }
}
