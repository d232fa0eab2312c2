package io.github.ecsprofile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The native image's metadata, as far as a JVM can check it: a renamed class or a new resource is
 * found here, and not first by a user of the image.
 */
class NativeMetadataTest {
  private static final String NAME =
      "META-INF/native-image/io.github.ecsprofile/ecs-profile/reachability-metadata.json";
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static JsonNode metadata(String part) throws IOException {
    return new ObjectMapper().readTree(RESOURCES.resolve(NAME).toFile()).get(part);
  }

  @Test
  void everyTypeExistsWithItsConstructor() throws IOException, ReflectiveOperationException {
    JsonNode types = metadata("reflection");
    assertFalse(types.isEmpty());
    for (JsonNode type : types) {
      Class<?> named = Class.forName(type.get("type").asText());
      assertEquals(0, named.getDeclaredConstructor().getParameterCount());
    }
  }

  /** Jackson reads and writes the sandbox's state by reflection. */
  @Test
  void everyTypeOfTheStateFileIsListed() throws IOException, ReflectiveOperationException {
    List<String> listed =
        StreamSupport.stream(metadata("reflection").spliterator(), false)
            .map(t -> t.get("type").asText())
            .toList();
    Class<?> state = Class.forName("io.github.ecsprofile.sandbox.State");
    assertTrue(listed.contains(state.getName()), state.getName());
    for (Class<?> part : state.getDeclaredClasses()) {
      assertTrue(listed.contains(part.getName()), part.getName());
    }
  }

  @Test
  void everyResourceIsIncluded() throws IOException {
    List<PathMatcher> globs =
        StreamSupport.stream(metadata("resources").spliterator(), false)
            .map(r -> FileSystems.getDefault().getPathMatcher("glob:" + r.get("glob").asText()))
            .toList();
    TreeSet<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(RESOURCES.resolve("io"))) {
      files
          .filter(Files::isRegularFile)
          .map(RESOURCES::relativize)
          .filter(f -> globs.stream().noneMatch(g -> g.matches(f)))
          .forEach(f -> missing.add(f.toString().replace(File.separatorChar, '/')));
    }
    assertEquals(new TreeSet<String>(), missing);
  }
}
