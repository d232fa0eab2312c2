package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.sandbox.Fault;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A sandbox in memory that injects faults and logs its requests, and the tool's runs on it. */
final class LoggedSandbox implements AutoCloseable {
  /** One line for each request that was answered. */
  final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private final SandboxServer server;

  LoggedSandbox(String... faults) throws IOException {
    this(Duration.ZERO, faults);
  }

  /** Starts a sandbox whose reads show what was written after this time only. */
  LoggedSandbox(Duration consistency, String... faults) throws IOException {
    server =
        SandboxServer.start(
            new SandboxServer.Options(
                0,
                null,
                Duration.ZERO,
                consistency,
                Stream.of(faults).map(Fault::parse).toList(),
                log::add));
  }

  URI endpoint() {
    return server.endpoint();
  }

  CliRunner cli() {
    return CliRunner.at(endpoint().toString());
  }

  /** Runs a command line whose words have no space in them. */
  CliRunner.Run run(String line) {
    return run(line.split(" "));
  }

  CliRunner.Run run(String... words) {
    return cli().run(words);
  }

  /** Runs a command line that must succeed. */
  void mustRun(String line) {
    CliRunner.Run run = run(line);
    assertEquals(0, run.code(), run.all());
  }

  /** Counts the logged requests of an action. */
  long calls(String action) {
    return log.stream().filter(l -> l.matches(".*\\b" + action + "\\b.*")).count();
  }

  @Override
  public void close() {
    server.close();
  }
}
