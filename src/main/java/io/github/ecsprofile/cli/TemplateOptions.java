package io.github.ecsprofile.cli;

import io.github.ecsprofile.template.InputFile;
import io.github.ecsprofile.template.Preset;
import io.github.ecsprofile.template.TemplateKind;
import io.github.ecsprofile.template.TemplateSet;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The options that name templates: their directory, and a file of each kind. */
final class TemplateOptions {
  private final Map<TemplateKind, String> files = new EnumMap<>(TemplateKind.class);
  private String directory;

  /** Declares the directory. */
  void declareDirectory(Options to) {
    to.value(
        String.class,
        "--templates",
        "DIR",
        "Directory with trust-policy.json, tags.json, policies.json.",
        v -> directory = v);
  }

  /** Declares the file of a kind, which is used in place of the directory's. */
  void declareFile(Options to, TemplateKind kind, String description) {
    to.value(String.class, option(kind), "FILE", description, v -> files.put(kind, v));
  }

  /** Reads the templates that a command uses; those of the preset where no file is given. */
  TemplateSet read(
      CommandContext context, Preset preset, Set<TemplateKind> used, Consumer<String> warn) {
    Map<TemplateKind, Path> paths = new EnumMap<>(TemplateKind.class);
    files.forEach((kind, file) -> paths.put(kind, InputFile.path(option(kind), file)));
    String source = context.source("--templates");
    Path folder = directory == null ? null : InputFile.path(source, directory);
    return TemplateSet.read(preset, used, new TemplateSet.Folder(folder, source), paths, warn);
  }

  private static String option(TemplateKind kind) {
    return switch (kind) {
      case TRUST_POLICY -> "--trust-policy";
      case TAGS -> "--tags";
      case POLICIES -> "--policies";
    };
  }
}
