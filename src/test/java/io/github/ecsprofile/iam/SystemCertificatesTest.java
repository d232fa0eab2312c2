package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCertificatesTest {
  @TempDir Path dir;

  @Test
  void theFirstFileThatIsOneIsTaken() throws IOException {
    Path first = Files.writeString(dir.resolve("a.pem"), "x");
    Path second = Files.writeString(dir.resolve("b.pem"), "x");
    assertEquals(
        Optional.of(first),
        SystemCertificates.firstReadable(
            Stream.of(dir.resolve("none"), dir, first, second).map(Path::toString).toList()));
  }

  @Test
  void aJvmHasItsOwnList() {
    assertFalse(SystemCertificates.isNativeImage());
  }
}
