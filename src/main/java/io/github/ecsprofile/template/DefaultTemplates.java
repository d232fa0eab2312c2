package io.github.ecsprofile.template;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The built-in templates as files, for editing. */
public final class DefaultTemplates {
  private static final List<String> NAMES =
      List.of("trust-policy.json", "tags.json", "policies.json");

  private DefaultTemplates() {}

  /** Writes all of them, or none: where one of them exists, it is somebody's work. */
  public static List<Path> writeTo(Path folder) {
    List<Path> files = NAMES.stream().map(folder::resolve).toList();
    List<Path> there =
        files.stream().filter(f -> Files.exists(f, LinkOption.NOFOLLOW_LINKS)).toList();
    if (!there.isEmpty()) {
      throw exists(there);
    }
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Path file : files) {
        write(file, written);
      }
      return files;
    } catch (FileAlreadyExistsException e) {
      remove(written);
      Path other = Path.of(e.getFile());
      throw files.contains(other) ? exists(List.of(other)) : unwritable(folder);
    } catch (IOException e) {
      remove(written);
      throw unwritable(folder);
    }
  }

  private static void write(Path file, List<Path> written) throws IOException {
    try (InputStream in =
        DefaultTemplates.class.getResourceAsStream(file.getFileName().toString())) {
      byte[] bytes = in.readAllBytes();
      // Not over a file that came in between.
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
        // What is told is why it could not be written.
      }
    }
  }

  private static Failure exists(List<Path> there) {
    return new Failure(
        Failure.Kind.CONFLICT,
        there.stream().map(f -> Names.printable(f.toString())).collect(Collectors.joining(", "))
            + (there.size() == 1 ? " exists already" : " exist already"),
        "Nothing was written. Name another folder, or move what is there out of the way.");
  }

  private static Failure unwritable(Path folder) {
    return Failure.badInput(
        Names.printable(folder.toString()) + " cannot be written to",
        "Name a folder that you may write to, or one that can be made.");
  }
}
