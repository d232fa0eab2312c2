package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/** The state: in memory, or one JSON file that several processes may use, each in its turn. */
final class Store {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private final Path file;
  private final ObjectMapper mapper = new ObjectMapper();
  private ObjectNode memory = empty();

  Store(Path file) throws IOException {
    this.file = file == null ? null : file.toAbsolutePath();
    if (file != null) {
      Path folder = this.file.getParent();
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
      }
      load();
    }
  }

  private static ObjectNode empty() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.putObject("roles");
    state.putObject("profiles");
    return state;
  }

  /** Runs one call on the state, alone; what it changed is kept if it ends well. */
  synchronized String with(Function<ObjectNode, String> call) {
    if (file == null) {
      ObjectNode copy = memory.deepCopy();
      String answer = call.apply(copy);
      memory = copy;
      return answer;
    }
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      ObjectNode state = load();
      ObjectNode before = state.deepCopy();
      String answer = call.apply(state);
      if (lock.isValid() && !state.equals(before)) {
        save(state);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode load() throws IOException {
    if (!Files.exists(file)) {
      return empty();
    }
    try {
      JsonNode tree = mapper.readTree(file.toFile());
      if (tree instanceof ObjectNode state
          && state.path("roles").isObject()
          && state.path("profiles").isObject()) {
        return state;
      }
    } catch (IOException e) {
      // told below
    }
    throw new IOException("the state file " + file + " is broken; remove it to start anew");
  }

  private void save(ObjectNode state) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), "sandbox", ".tmp");
    restrict(temporary, "rw-------");
    Files.write(temporary, mapper.writeValueAsBytes(state));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void restrict(Path path, String mode) throws IOException {
    if (POSIX) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
