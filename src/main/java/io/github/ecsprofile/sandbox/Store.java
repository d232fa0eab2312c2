package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;

/**
 * Keeps the state, in memory or in one file of mode 0600 that is replaced and never rewritten, and
 * that several processes may use: writes hold a file lock. A broken state file is an error and is
 * not changed.
 */
final class Store {
  private record Past(long until, State state) {}

  private final Path file;
  private final long lagNanos;
  private final ObjectMapper json =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  private final Deque<Past> past = new ArrayDeque<>();
  private State current = new State();
  private Object stamp;

  /**
   * @param file null for in memory
   * @param consistency how long what was written is not read
   */
  Store(Path file, Duration consistency) throws IOException {
    this.file = file;
    this.lagNanos = consistency.toNanos();
    if (file != null) {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      if (Files.isSymbolicLink(file)
          || Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(file + " is not a plain file");
      }
      load();
    }
  }

  /** Runs a read on the visible state, which may be older than the current one. */
  synchronized <T> T read(BiFunction<State, State, T> call) {
    if (file != null) {
      // The file is replaced as a whole: a reader sees one whole state.
      try {
        load();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    State visible = visible();
    return call.apply(visible, visible);
  }

  /**
   * Runs a write with the visible state and a copy of the current one, which it changes. The copy
   * is discarded if the call throws.
   */
  synchronized <T> T write(BiFunction<State, State, T> call) {
    if (file == null) {
      State next = current.copy();
      T result = call.apply(visible(), next);
      become(next);
      return result;
    }
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      load();
      State next = current.copy();
      T result = call.apply(visible(), next);
      save(next, held);
      become(next);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void become(State next) {
    if (lagNanos > 0) {
      past.addLast(new Past(System.nanoTime() + lagNanos, current));
    }
    current = next;
  }

  private State visible() {
    long now = System.nanoTime();
    while (!past.isEmpty() && past.peekFirst().until <= now) {
      past.removeFirst();
    }
    return past.isEmpty() ? current : past.peekFirst().state;
  }

  private void load() throws IOException {
    if (!Files.exists(file)) {
      current = new State();
      stamp = null;
      return;
    }
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Object mark = now.fileKey() + "/" + now.lastModifiedTime() + "/" + now.size();
    if (mark.equals(stamp)) {
      return;
    }
    try {
      State read = json.readValue(Files.readAllBytes(file), State.class);
      if (read == null) {
        throw new IOException("it is empty");
      }
      current = read;
      stamp = mark;
    } catch (IOException e) {
      throw new IOException("the state file " + file + " is broken; repair it or remove it", e);
    }
  }

  private void save(State next, FileLock held) throws IOException {
    if (!held.isValid()) {
      throw new IOException("the lock of " + file + " was lost");
    }
    Path directory = file.toAbsolutePath().getParent();
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path fresh =
        posix
            ? Files.createTempFile(
                directory,
                ".sandbox",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(directory, ".sandbox", ".json");
    try {
      Files.write(fresh, json.writeValueAsBytes(next));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      stamp = now.fileKey() + "/" + now.lastModifiedTime() + "/" + now.size();
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
