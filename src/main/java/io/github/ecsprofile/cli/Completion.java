package io.github.ecsprofile.cli;

import io.github.ecsprofile.manual.BashCompletion;
import io.github.ecsprofile.manual.FishCompletion;
import io.github.ecsprofile.manual.Manual;
import io.github.ecsprofile.manual.ZshCompletion;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile completion}: a script; nothing is contacted. */
@Command(name = "completion", header = "Prints the completion script of a shell.")
final class Completion implements Callable<Integer> {
  enum ForShell {
    BASH(BashCompletion::script),
    ZSH(ZshCompletion::script),
    FISH(FishCompletion::script);

    final Function<Manual, String> script;

    ForShell(Function<Manual, String> script) {
      this.script = script;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @ParentCommand EcsProfile root;

  @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
  ForShell shell;

  @Override
  public Integer call() {
    root.print(shell.script.apply(Words.manual()));
    return 0;
  }
}
