package io.github.ecsprofile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.template.DefaultTemplates;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile init}: files; nothing is contacted. */
final class Init implements Subcommand {
  private final CommandContext context;

  private Path folder;

  Init(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options.of(spec, Group.TARGET)
        .parameter(
            Path.class,
            "DIR",
            "The folder; made where it is missing. No file in it is overwritten.",
            v -> folder = v);
  }

  @Override
  public ExitCode run() {
    if (folder.toString().isBlank()) {
      throw Failure.badInput("DIR is empty", "Name a folder, as in: ecs-profile init templates");
    }
    List<Path> files = DefaultTemplates.writeTo(folder);
    switch (context.output()) {
      case TEXT -> files.forEach(file -> context.print(file + "\n"));
      case JSON -> {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode paths = all.putArray("files");
        files.forEach(file -> paths.add(file.toString()));
        context.print(all + "\n");
      }
      case ENV -> {
        // Its values are those of one profile, and here is none.
      }
    }
    return ExitCode.OK;
  }
}
