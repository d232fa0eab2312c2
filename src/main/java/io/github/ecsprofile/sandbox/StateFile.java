package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads and replaces a state file of mode 0600. Writers hold a lock file beside it; a reader needs
 * none, because the file is replaced and never rewritten. Symbolic links are refused for the state
 * file, its lock and its temporary file: in a shared directory another user could have made them.
 */
final class StateFile {
  private static final long MAX_BYTES = 64L << 20;

  private final Path file;
  private final Path lockFile;
  private final Path temporary;
  private final ObjectMapper json =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
  private State last;
  private Object lastStamp;

  StateFile(Path path) throws IOException {
    file = path.toAbsolutePath();
    if (file.getFileName() == null) {
      throw new StateFileException(path + " is not a regular file");
    }
    lockFile = file.resolveSibling(file.getFileName() + ".lock");
    // One name, not a random one: what a killed writer leaves is replaced by the next.
    temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.createDirectories(file.getParent());
    requireRegular(file);
    requireRegular(lockFile);
  }

  private static void requireRegular(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new StateFileException(path + " is not a regular file");
    }
  }

  /** Holds the lock of a state file until it is closed, by the thread that took it. */
  static final class Lock implements AutoCloseable {
    // A file lock is for processes; two threads of one process that ask for it get an exception.
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private Lock(FileChannel channel) throws IOException {
      this.channel = channel;
      IN_PROCESS.lock();
      try {
        this.lock = channel.lock();
      } catch (IOException | RuntimeException e) {
        IN_PROCESS.unlock();
        throw e;
      }
    }

    private void require() throws IOException {
      if (!lock.isValid()) {
        throw new IOException("the lock of the state file was lost");
      }
    }

    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        IN_PROCESS.unlock();
      }
    }
  }

  /** Waits for the lock of the state file. */
  Lock lock() throws IOException {
    requireRegular(lockFile);
    FileChannel channel =
        FileChannel.open(
            lockFile,
            Set.<OpenOption>of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            ownerOnly());
    try {
      return new Lock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Deletes the temporary file of a writer that was killed. */
  void removeLeftover() throws IOException {
    if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      try (Lock held = lock()) {
        held.require();
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** Deletes the state; what other processes have open stays valid until their next read. */
  void delete() throws IOException {
    try (Lock held = lock()) {
      held.require();
      Files.deleteIfExists(temporary);
      Files.deleteIfExists(file);
    }
  }

  /**
   * Returns the state in the file; an empty one if there is no file.
   *
   * @throws StateFileException if the file holds no valid state
   */
  State read() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      last = new State();
      lastStamp = null;
      return last;
    }
    requireRegular(file);
    Object stamp = stamp();
    if (stamp.equals(lastStamp)) {
      return last;
    }
    if (Files.size(file) > MAX_BYTES) {
      throw broken("it is larger than 64 MiB");
    }
    State state;
    try {
      state = json.readValue(Files.readAllBytes(file), State.class);
    } catch (JsonProcessingException e) {
      throw broken(e.getOriginalMessage());
    }
    String defect = state == null ? "it is empty" : state.defect();
    if (defect != null) {
      throw broken(defect);
    }
    last = state;
    lastStamp = stamp;
    return last;
  }

  private StateFileException broken(String reason) {
    String line = String.valueOf(reason).split("\\R", 2)[0];
    return new StateFileException(
        "the state file "
            + file
            + " is broken ("
            + line
            + "); repair it, or clear it with sandbox --reset");
  }

  /** Replaces the file by a state. */
  void replace(State next, Lock held) throws IOException {
    held.require();
    Files.deleteIfExists(temporary);
    try {
      Files.createFile(temporary, ownerOnly());
      Files.write(temporary, json.writeValueAsBytes(next), LinkOption.NOFOLLOW_LINKS);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    last = next;
    lastStamp = stamp();
  }

  private Object stamp() throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return now.fileKey() + "/" + now.lastModifiedTime() + "/" + now.size();
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
