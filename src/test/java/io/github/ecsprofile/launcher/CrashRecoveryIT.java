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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed without a word after each change, and run again. */
class CrashRecoveryIT {
  private static Process sandbox;
  private static String url;

  @BeforeAll
  static void serve() throws IOException {
    sandbox = new Launcher(Launcher.PACKAGED).start(List.of("sandbox", "--latency", "40"));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8));
    url = out.readLine();
    assertNotNull(url);
  }

  @AfterAll
  static void stop() {
    sandbox.destroyForcibly();
  }

  private Launcher launcher() {
    return new Launcher(Launcher.PACKAGED)
        .with("AWS_ENDPOINT_URL_IAM", url)
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test");
  }

  /** Kills the run once it has reported this number of changes. */
  private void killed(int changes, String... args) throws IOException, InterruptedException {
    Process run = launcher().start(List.of(args));
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
      int reported = 0;
      for (String line = ""; reported < changes && line != null; line = err.readLine()) {
        reported += line.matches("(creat|attach|add|remov|detach|delet)ed .*") ? 1 : 0;
      }
      assertEquals(changes, reported);
      run.toHandle().destroyForcibly();
      run.waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSecondRunOfAllFinishes(int changes) throws IOException, InterruptedException {
    String project = "all" + changes;
    killed(changes, "all", "--project", project);
    CliRunner.Run again = launcher().run("all", "--project", project, "-q");
    assertEquals(0, again.code(), again.all());
    assertEquals(0, launcher().run("verify", "--project", project, "--prune").code());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSecondDeleteFinishes(int changes) throws IOException, InterruptedException {
    String project = "delete" + changes;
    assertEquals(0, launcher().run("all", "--project", project).code());
    killed(changes, "delete", "--project", project, "--yes");
    CliRunner.Run again = launcher().run("delete", "--project", project, "--yes");
    assertEquals(0, again.code(), again.all());
    CliRunner.Run verify = launcher().run("verify", "--project", project);
    assertTrue(verify.out().contains("Out of sync: 5 missing\n"), verify.all());
  }
}
