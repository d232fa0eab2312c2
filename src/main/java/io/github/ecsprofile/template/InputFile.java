package io.github.ecsprofile.template;

import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads small regular files. A named pipe or a device is refused before it is opened, since reading
 * it may never end.
 */
public final class InputFile {
  private static final int MAX_BYTES = 1 << 20;

  private InputFile() {}

  /**
   * Returns the path that an option names.
   *
   * @param option the option that it was given with
   */
  public static Path path(String option, String text) {
    if (text.isBlank()) {
      throw Failure.badInput(option + ": the path is empty", "Give a path.");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (text.indexOf('\0') < 0) {
        throw InvalidInput.undecodable(option + " " + InvalidInput.quoted(text));
      }
      throw Failure.badInput(option + ": not a path", "Give a path.");
    }
  }

  /** Returns the content of a regular file of at most 1 MiB. */
  public static byte[] read(Path file) {
    if (attributes(file).isDirectory()) {
      throw Failure.badInput(file + ": is a directory", "Give a file.");
    }
    if (!attributes(file).isRegularFile()) {
      throw Failure.badInput(
          file + ": not a regular file", "Copy its content to a file, and give that file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns the rest of a stream, of at most 1 MiB. */
  public static byte[] read(InputStream in, String source) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Failure.badInput(source + ": larger than 1 MiB", "Check that it is the right file.");
    }
    return bytes;
  }

  /** Returns the bytes as text; anything but UTF-8 is an error. */
  public static String text(byte[] bytes, String source) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Failure.badInput(source + ": not UTF-8", "Save the file as UTF-8.");
    }
  }

  /** Returns the attributes of the file that a path leads to, links followed. */
  static BasicFileAttributes attributes(Path file) {
    return attributes(file, file.toString());
  }

  /** Returns the attributes of a file that messages give another label than its path. */
  static BasicFileAttributes attributes(Path file, String label) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      throw unreadable(file, label, e);
    }
  }

  static Failure unreadable(Path file, IOException why) {
    return unreadable(file, file.toString(), why);
  }

  static Failure unreadable(Path file, String label, IOException why) {
    String reason =
        why instanceof AccessDeniedException
            ? "permission denied"
            : !(why instanceof NoSuchFileException)
                ? "cannot be read"
                : Files.isSymbolicLink(file)
                    ? "is a symbolic link to a file that does not exist"
                    : "does not exist";
    return Failure.badInput(label + ": " + reason, "Give a path that exists and can be read.");
  }
}
