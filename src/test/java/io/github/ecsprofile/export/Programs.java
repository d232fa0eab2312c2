package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other programs that read what is exported; a test without its program says so. */
final class Programs {
  /** What a program left, both streams in one. */
  record Run(int code, String said) {}

  private Programs() {}

  static boolean isThere(String... command) {
    try {
      return run(Path.of("."), "", List.of(command)).code() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  static void need(boolean there, String what) {
    if (!there) {
      System.out.println("SKIPPED: " + what + " is not installed");
    }
    assumeTrue(there, what + " is not installed");
  }

  static Run run(Path folder, String stdin, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + command);
      }
      return new Run(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
