package io.github.ecsprofile.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs that are not ours, and skips the tests whose program is not installed. */
public final class Programs {
  /** What a program returned; both streams in one text. */
  public record Run(int code, String output) {}

  private Programs() {}

  /** Returns whether PATH has the program. */
  public static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Skips the test unless PATH has the program. */
  public static void require(String program) {
    require(isInstalled(program), program + " is not installed");
  }

  /**
   * Skips the test unless a condition holds; fails it instead where the system property {@code
   * tests.requirePeers} is true.
   *
   * @param reason for the list of skipped tests
   */
  public static void require(boolean condition, String reason) {
    if (Boolean.getBoolean("tests.requirePeers")) {
      assertTrue(condition, reason);
    }
    assumeTrue(condition, reason);
  }

  /** Runs a command with a home folder of its own and without the user's AWS files. */
  public static Run runAtHome(Path home, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> env = builder.environment();
    env.put("HOME", home.toString());
    env.put("LC_ALL", "C.UTF-8");
    env.remove("AWS_CONFIG_FILE");
    env.remove("AWS_SHARED_CREDENTIALS_FILE");
    return run(builder, "");
  }

  /** Runs a command in a folder. */
  public static Run run(Path folder, String stdin, List<String> command) {
    return run(new ProcessBuilder(command).directory(folder.toFile()), stdin);
  }

  private static Run run(ProcessBuilder builder, String stdin) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + builder.command());
      }
      return new Run(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
