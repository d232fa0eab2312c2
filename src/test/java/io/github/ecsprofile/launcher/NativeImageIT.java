package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for a native image alone. */
class NativeImageIT {
  /** Static fields are filled when the image is built, also those of libraries. */
  @Test
  void holdsNothingOfTheHomeOfWhoBuiltIt() throws IOException {
    assumeFalse(Launcher.isJvm(), "the program is not a native image");
    String image = Files.readString(Launcher.PACKAGED, StandardCharsets.ISO_8859_1);
    List<String> found =
        Stream.of(System.getProperty("user.home"), System.getenv("HOME"))
            .filter(home -> home != null)
            .flatMap(home -> Stream.of(home + "/.", home + "/AppData"))
            .filter(image::contains)
            .toList();
    assertEquals(List.of(), found);
  }
}
