package io.github.ecsprofile.template;

import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a preset's built-in templates as files, for editing. */
public final class DefaultTemplates {
  private DefaultTemplates() {}

  /** Writes all of the files, or none: an existing file is never overwritten (exit code 4). */
  public static List<Path> writeTo(Path directory, Preset preset) {
    Map<TemplateKind, Path> files = new EnumMap<>(TemplateKind.class);
    for (TemplateKind kind : TemplateKind.values()) {
      files.put(kind, directory.resolve(kind.fileName()));
    }
    List<Path> existing =
        files.values().stream().filter(f -> Files.exists(f, LinkOption.NOFOLLOW_LINKS)).toList();
    if (!existing.isEmpty()) {
      throw exists(existing);
    }
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<TemplateKind, Path> file : files.entrySet()) {
        write(preset.resource(file.getKey()), file.getValue(), written);
      }
      return List.copyOf(files.values());
    } catch (FileAlreadyExistsException e) {
      remove(written);
      Path other = Path.of(e.getFile());
      throw files.containsValue(other) ? exists(List.of(other)) : notWritable(directory);
    } catch (IOException e) {
      remove(written);
      throw notWritable(directory);
    }
  }

  private static void write(String resource, Path file, List<Path> written) throws IOException {
    try (InputStream in = DefaultTemplates.class.getResourceAsStream(resource)) {
      byte[] bytes = in.readAllBytes();
      // CREATE_NEW also refuses a file that appeared after the check.
      Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      written.add(file);
      Files.write(file, bytes);
    }
  }

  private static void remove(List<Path> written) {
    for (Path file : written) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The failure to write is the one that is reported.
      }
    }
  }

  private static Failure exists(List<Path> files) {
    return new Failure(
        Failure.Kind.CONFLICT,
        files.stream().map(Path::toString).collect(Collectors.joining(", "))
            + (files.size() == 1 ? " already exists" : " already exist")
            + ": nothing was written",
        "Use another directory, or move the existing files.");
  }

  private static Failure notWritable(Path directory) {
    return Failure.badInput(
        directory
            + (Files.isRegularFile(directory)
                ? ": is a file, not a directory"
                : ": cannot write to this directory"),
        "Use a directory that can be created or written to.");
  }
}
