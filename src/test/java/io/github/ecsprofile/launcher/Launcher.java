package io.github.ecsprofile.launcher;

import io.github.ecsprofile.cli.CliRunner;
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

/** The packaged launcher as a process, with an environment of the test's own. */
public final class Launcher {
  public static final Path PACKAGED =
      Path.of("target/ecs-profile/bin/ecs-profile").toAbsolutePath();

  private final Path program;
  private final Map<String, String> env = new HashMap<>();

  public Launcher(Path program) {
    this.program = program;
    env.put("PATH", System.getenv("PATH"));
    env.put("JAVA_HOME", System.getProperty("java.home"));
  }

  public Launcher with(String name, String value) {
    env.put(name, value);
    return this;
  }

  public Launcher without(String name) {
    env.remove(name);
    return this;
  }

  public Process start(List<String> args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(env);
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
    try {
      Path err = Files.createTempFile("ecs-profile", ".err");
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(args);
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(env);
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after a minute: " + command);
      }
      String errors = Files.readString(err);
      Files.delete(err);
      return new CliRunner.Run(process.exitValue(), out, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
