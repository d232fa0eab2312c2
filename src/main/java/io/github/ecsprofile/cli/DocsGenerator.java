package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.CliModel;
import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.help.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The build's: completion scripts and man pages into a folder that is to be shipped. */
public final class DocsGenerator {
  private static final Map<Completion.ForShell, String> NAMES =
      Map.of(
          Completion.ForShell.BASH, "ecs-profile.bash",
          Completion.ForShell.ZSH, "_ecs-profile",
          Completion.ForShell.FISH, "ecs-profile.fish");

  private DocsGenerator() {}

  /**
   * @param args the folder, and the day that the pages carry
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args[1].substring(0, "2026-11-24".length()));
  }

  static void write(Path folder, String day) throws IOException {
    CliModel model = CliModelBuilder.model();
    Path completions = Files.createDirectories(folder.resolve("completions"));
    for (Map.Entry<Completion.ForShell, String> e : NAMES.entrySet()) {
      Files.writeString(completions.resolve(e.getValue()), e.getKey().script.apply(model));
    }
    Path man = Files.createDirectories(folder.resolve("man").resolve("man1"));
    Files.writeString(man.resolve("ecs-profile.1"), ManPage.of(model, model.program(), day));
    for (CommandHelp command : model.commands()) {
      Files.writeString(
          man.resolve("ecs-profile-" + command.name() + ".1"), ManPage.of(model, command, day));
    }
  }
}
