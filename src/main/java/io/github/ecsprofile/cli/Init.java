package io.github.ecsprofile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.template.DefaultTemplates;
import io.github.ecsprofile.template.InputFile;
import io.github.ecsprofile.template.Preset;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile init}: writes files and sends nothing. */
final class Init implements Subcommand {
  private final CommandContext context;

  private String directory;
  private Preset preset = Preset.ECS;

  Init(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.TARGET);
    to.parameter(
        String.class,
        "DIR",
        "The directory, created if it does not exist. No file is overwritten.",
        v -> directory = v);
    to.choice(
        "--preset",
        "PRESET",
        List.of(Preset.values()),
        "Preset whose templates to write (default: ecs).",
        v -> preset = v);
  }

  @Override
  public ExitCode run() {
    if (directory == null || directory.isBlank()) {
      throw Failure.badInput("DIR is missing", "Name a directory: ecs-profile init templates");
    }
    context.requireNotEnv(
        "a list of files is not a list of variables", "Use --output text or json.");
    List<Path> files = DefaultTemplates.writeTo(InputFile.path("DIR", directory), preset);
    switch (context.output()) {
      case TEXT -> files.forEach(file -> context.print(file + "\n"));
      case JSON -> {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode paths = all.putArray("files");
        files.forEach(file -> paths.add(file.toString()));
        context.print(all + "\n");
      }
      case ENV -> throw new IllegalStateException("refused above");
    }
    return ExitCode.OK;
  }
}
