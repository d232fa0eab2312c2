package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.BashCompletion;
import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.FishCompletion;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.help.ZshCompletion;
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

  private final EcsProfile root;

  private ForShell shell;

  Completion(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "Prints the completion script of a shell.";
  }

  @Override
  public void declare(CommandSpec spec) {
    Options.of(spec, Group.TARGET)
        .parameter(ForShell.class, "SHELL", "The shell: ${COMPLETION-CANDIDATES}.", v -> shell = v);
  }

  @Override
  public Integer call() {
    root.print(shell.script.apply(CliModelBuilder.manual()));
    return 0;
  }
}
