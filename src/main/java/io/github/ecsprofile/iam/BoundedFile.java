package io.github.ecsprofile.iam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files that users name, with limits: neither an endless device nor a pipe without a writer
 * holds up a run.
 */
final class BoundedFile {
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private BoundedFile() {}

  /**
   * Returns the content of a file.
   *
   * @throws IOException if it cannot be read, is longer than 8 MiB, or gives no data before the
   *     deadline; the message says which, without a class name
   */
  static byte[] read(Path file, Deadline deadline) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory");
    }
    if (!Files.exists(file)) {
      throw new IOException("it does not exist");
    }
    return Files.isRegularFile(file) ? read(file) : readOnThread(file, deadline);
  }

  /**
   * Returns the path that a setting names, where {@code ~} stands for the home directory.
   *
   * @throws IOException if the locale's character set cannot express it
   */
  static Path path(String name, String home) throws IOException {
    try {
      return name.startsWith("~/") && home != null
          ? Path.of(home, name.substring(2))
          : Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException(
          "its name has characters that this locale cannot express; set LC_ALL=C.UTF-8", e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException("it is longer than " + MAX_BYTES / 1024 / 1024 + " MiB");
      }
      return content;
    } catch (FileSystemException e) {
      throw new IOException("it cannot be read", e);
    }
  }

  private static byte[] readOnThread(Path file, Deadline deadline) throws IOException {
    CompletableFuture<byte[]> content = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                content.complete(read(file));
              } catch (IOException e) {
                content.completeExceptionally(e);
              }
            },
            "read");
    thread.setDaemon(true);
    thread.start();
    try {
      return content.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it gave no data within --timeout", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }
}
