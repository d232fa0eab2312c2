package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.EditDistance;
import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The templates of a run, read once, before placeholders are filled in. A file of its own wins over
 * the directory's, the directory's over the built-in one. A file that is there and cannot be read
 * is an error, never a reason to use the built-in one.
 */
public final class TemplateSet {
  /** A parsed template and where it came from. */
  record Source(JsonNode tree, String name) {}

  /**
   * The directory of templates.
   *
   * @param path null for none
   * @param source what gave it: {@code --templates} or a variable
   */
  public record Folder(Path path, String source) {
    private String label() {
      return source + " " + path;
    }
  }

  private final Map<TemplateKind, Source> sources = new EnumMap<>(TemplateKind.class);

  private TemplateSet() {}

  /**
   * Reads the templates that a command uses.
   *
   * @param used the templates that are read; the others are the preset's built-in ones
   * @param files the files given one by one
   */
  public static TemplateSet read(
      Preset preset,
      Set<TemplateKind> used,
      Folder folder,
      Map<TemplateKind, Path> files,
      Consumer<String> warnings) {
    Path directory = folder.path();
    Set<String> names = directory == null ? Set.of() : list(folder);
    if (directory != null) {
      checkNames(folder, names, warnings);
    }
    TemplateSet set = new TemplateSet();
    for (TemplateKind kind : TemplateKind.values()) {
      Path file = files.get(kind);
      if (file == null && names.contains(kind.fileName())) {
        file = directory.resolve(kind.fileName());
      }
      boolean isBuiltIn = file == null || !used.contains(kind);
      set.sources.put(
          kind,
          isBuiltIn
              ? builtIn(preset.resource(kind))
              : new Source(JsonFile.read(file), file.toString()));
    }
    return set;
  }

  static Source builtIn(String resource) {
    return new Source(JsonFile.builtIn(resource), "built-in " + resource);
  }

  private static Set<String> list(Folder folder) {
    Path directory = folder.path();
    if (!InputFile.attributes(directory, folder.label()).isDirectory()) {
      throw Failure.badInput(
          folder.label() + ": not a directory", "Give a directory that holds " + expected() + ".");
    }
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException e) {
      throw InputFile.unreadable(directory, folder.label(), e);
    } catch (DirectoryIteratorException e) {
      throw InputFile.unreadable(directory, folder.label(), e.getCause());
    }
    return names;
  }

  /** Finds misnamed templates, which would be left out without notice. */
  private static void checkNames(Folder folder, Set<String> names, Consumer<String> warnings) {
    List<String> expected = TemplateKind.fileNames();
    List<String> others =
        names.stream()
            .filter(n -> n.endsWith(".json") && !n.startsWith(".") && !expected.contains(n))
            .toList();
    if (names.stream().noneMatch(expected::contains)) {
      throw Failure.badInput(
          folder.label()
              + ": no template in this directory"
              + (others.isEmpty() ? "" : ", only " + others.get(0)),
          others.stream()
              .findFirst()
              .flatMap(TemplateSet::nearest)
              .map(near -> "Did you mean " + near + "? The names are " + expected() + ".")
              .orElse("Name the files " + expected() + "; ecs-profile init DIR writes them."));
    }
    for (String other : others) {
      warnings.accept(
          folder.path().resolve(other)
              + " is not used: "
              + nearest(other)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("the templates are " + expected()));
    }
  }

  private static Optional<String> nearest(String name) {
    String stem = name.substring(0, name.lastIndexOf('.'));
    Optional<String> longer =
        TemplateKind.fileNames().stream().filter(n -> n.startsWith(stem)).findFirst();
    return longer.isPresent() && !stem.isEmpty()
        ? longer
        : TemplateKind.fileNames().stream()
            .filter(n -> EditDistance.between(n, name) <= Math.max(2, stem.length() / 2))
            .min(Comparator.comparingInt(n -> EditDistance.between(n, name)));
  }

  private static String expected() {
    return String.join(", ", TemplateKind.fileNames());
  }

  Source get(TemplateKind kind) {
    return sources.get(kind);
  }
}
