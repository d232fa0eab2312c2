package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Other programs on this machine. */
final class Shells {
  private Shells() {}

  static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(p -> Files.isExecutable(Path.of(p, program)));
  }

  static void need(String program) {
    if (!isThere(program)) {
      System.out.println("SKIPPED: " + program + " is not installed");
    }
    assumeTrue(isThere(program), program + " is not installed");
  }

  /** What it says on both streams. */
  static String run(Path folder, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().remove("AWS_CONFIG_FILE");
      builder.environment().remove("AWS_SHARED_CREDENTIALS_FILE");
      Process process = builder.start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
