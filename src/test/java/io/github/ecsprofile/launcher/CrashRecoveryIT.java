package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.cli.CliRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed without a word after each change, and run again. */
class CrashRecoveryIT {
  private Process sandbox;
  private String url;

  @BeforeEach
  void serve() throws IOException {
    sandbox = new Launcher(Launcher.PACKAGED).start(List.of("sandbox", "--latency", "40"));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8));
    url = out.readLine();
    assertNotNull(url);
  }

  @AfterEach
  void stop() {
    sandbox.destroyForcibly();
  }

  private Launcher launcher() {
    return new Launcher(Launcher.PACKAGED)
        .with("AWS_ENDPOINT_URL_IAM", url)
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test");
  }

  /** Kills it once it has told of so many changes. */
  private void killed(int changes, String... args) throws IOException, InterruptedException {
    Process run = launcher().start(List.of(args));
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
      int told = 0;
      for (String line = ""; told < changes && line != null; line = err.readLine()) {
        told += line.matches("[A-Z]\\w+ (arn:|[\\w-]+-ecs-).*") ? 1 : 0;
      }
      assertEquals(changes, told);
      run.toHandle().destroyForcibly();
      run.waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSecondRunOfAllMends(int changes) throws IOException, InterruptedException {
    killed(changes, "all", "--project", "p");
    CliRunner.Run again = launcher().run("all", "--project", "p", "-q");
    assertEquals(0, again.code(), again.all());
    assertEquals(0, launcher().run("verify", "--project", "p", "--prune").code());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSecondDeleteEnds(int changes) throws IOException, InterruptedException {
    assertEquals(0, launcher().run("all", "--project", "p").code());
    killed(changes, "delete", "--project", "p", "--yes");
    CliRunner.Run again = launcher().run("delete", "--project", "p", "--yes");
    assertEquals(0, again.code(), again.all());
    CliRunner.Run verify = launcher().run("verify", "--project", "p");
    assertTrue(verify.out().lines().allMatch(l -> l.startsWith("missing")), verify.all());
  }
}
