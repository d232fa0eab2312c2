package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Sample;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the program as a process, with an environment of the test's own. */
public final class Launcher {
  /**
   * The program under test: the packaged launcher, or what the system property {@code
   * ecsprofile.program} names, such as a native image.
   */
  public static final Path PACKAGED =
      Path.of(System.getProperty("ecsprofile.program", "target/ecs-profile/bin/ecs-profile"))
          .toAbsolutePath();

  private final Path program;
  private final Map<String, String> env = new HashMap<>();
  private Path directory;

  public Launcher(Path program) {
    this.program = program;
    env.put("PATH", System.getenv("PATH"));
    env.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** Runs the program in a home directory of its own, with this file of AWS profiles. */
  static Launcher atHome(Path home, String profiles) {
    try {
      return new Launcher(PACKAGED)
          .with("HOME", home.toString())
          .with("AWS_CONFIG_FILE", Files.writeString(home.resolve("config"), profiles).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests whether the program is the launcher of the JVM's folder. */
  static boolean isJvm() {
    return Files.exists(PACKAGED.resolveSibling("../lib/ecs-profile.jar"));
  }

  /**
   * Returns every n-th case on a JVM, which takes its time to start, and all of them on a native
   * image or in an exhaustive run.
   */
  public static <T> List<T> sample(int n, List<T> cases) {
    return isJvm() ? Sample.every(n, cases) : cases;
  }

  /** Skips a test of what only the launcher of the JVM's folder does. */
  static void assumeJvm() {
    assumeTrue(isJvm(), PACKAGED + " runs without a JVM");
  }

  public Launcher with(String name, String value) {
    env.put(name, value);
    return this;
  }

  public Launcher without(String name) {
    env.remove(name);
    return this;
  }

  /** Sets the working directory. */
  Launcher in(Path working) {
    directory = working;
    return this;
  }

  public Process start(List<String> args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(args);
    return start(new ProcessBuilder(command));
  }

  private Process start(ProcessBuilder builder) {
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.directory(directory == null ? null : directory.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public CliRunner.Run run(String... args) {
    return run(List.of(args));
  }

  public CliRunner.Run run(List<String> args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(args);
    return finish(command);
  }

  /** Runs a shell script in which {@code "$0"} is the program. */
  CliRunner.Run runScript(String script) {
    return finish(List.of("sh", "-c", script, program.toString()));
  }

  private CliRunner.Run finish(List<String> command) {
    try {
      File err = Files.createTempFile("ecs-profile", ".err").toFile();
      Process process = start(new ProcessBuilder(command).redirectError(err));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after a minute: " + command);
      }
      String errors = Files.readString(err.toPath());
      Files.delete(err.toPath());
      return new CliRunner.Run(process.exitValue(), out, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
