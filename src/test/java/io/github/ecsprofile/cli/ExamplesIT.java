package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.help.HelpText;
import io.github.ecsprofile.launcher.Launcher;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every example of every help in a shell, in an empty directory. For the examples on a real
 * account, a local endpoint stands in for AWS; an instance profile of the project web exists there.
 */
class ExamplesIT {
  /** The account of the examples, which is the sandbox's here. */
  private static final String ACCOUNT = "123456789012";

  @TempDir Path dir;

  static List<String> pages() {
    return Launcher.sample(
        2, Stream.concat(Stream.of("ecs-profile"), Commands.names().stream()).toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachExampleExitsZero(String page) throws IOException, InterruptedException {
    HelpText text = HelpText.of(page);
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      Map<String, String> account =
          Map.of(
              "AWS_ENDPOINT_URL", server.endpoint().toString(),
              "AWS_ACCESS_KEY_ID", "test",
              "AWS_SECRET_ACCESS_KEY", "test");
      List<String> onAccount = new ArrayList<>(List.of("ecs-profile all --project web --quiet"));
      text.examples().forEach(line -> onAccount.add(line.replace(ACCOUNT, "000000000000")));
      for (String line : onAccount) {
        if (line.startsWith("ecs-profile sandbox")) {
          serves(line);
        } else {
          succeeds(line, account);
        }
      }
    }
    for (String line : text.sandboxExamples()) {
      succeeds(line, Map.of());
    }
  }

  private void succeeds(String line, Map<String, String> env)
      throws IOException, InterruptedException {
    Process process = start(line, env);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), line + "\n" + output);
  }

  private void serves(String line) throws IOException, InterruptedException {
    Process process = start("exec " + line, Map.of());
    StringBuilder output = new StringBuilder();
    while (!output.toString().matches("(?s).*(^|\n)http://127\\.0\\.0\\.1:\\d+\n.*")) {
      int c = process.getInputStream().read();
      assertTrue(c >= 0, output.toString());
      output.append((char) c);
    }
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), line);
    assertEquals(0, process.exitValue(), line);
  }

  private Process start(String line, Map<String, String> env) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(dir.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("PATH", Launcher.PACKAGED.getParent() + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", dir.toString());
    builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
    builder.environment().putAll(env);
    return builder.start();
  }
}
