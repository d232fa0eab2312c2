package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a GitHub Actions job. */
class AnnotationsTest {
  @TempDir Path state;

  private CliRunner job() {
    return CliRunner.inSandbox(state).with("GITHUB_ACTIONS", "true");
  }

  @Test
  void anErrorIsOneAnnotationWithItsHint() {
    CliRunner.Run run = job().run("--sandbox", "-q", "get-arn", "--project", "nowhere");
    assertEquals(3, run.code());
    assertTrue(
        run.err()
            .contains(
                "::error title=ecs-profile::instance profile nowhere-ecs-instance-role does not exist"
                    + "%0Ahint: Create it first: ecs-profile all --project nowhere --sandbox\n"),
        run.err());
  }

  @Test
  void quotedInputIsEscaped() {
    CliRunner.Run run =
        job().run("all", "--project", "100%0A::set-output name=x::y\n::stop-commands::z");
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("::error title=ecs-profile::"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("100%250A"), run.err());
  }

  @Test
  void aWarningIsAnAnnotation() {
    String[] words = {
      "--sandbox",
      "all",
      "--project",
      "p",
      "--dry-run",
      "--trust-policy",
      "src/test/resources/input/lambda.json"
    };
    CliRunner.Run run = job().run(words);
    assertTrue(run.err().contains("::warning title=ecs-profile::"), run.err());
    assertFalse(run.err().contains("\nwarning: "), run.err());
  }

  @Test
  void textFromIamIsNotACommand() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      String endpoint = server.endpoint().toString();
      CliRunner.Run made =
          CliRunner.at(endpoint)
              .run("all", "--project", "p", "--description", "x ::error::no, $(id) `id`");
      assertEquals(0, made.code(), made.all());
      CliRunner.Run verify =
          CliRunner.at(endpoint)
              .with("GITHUB_ACTIONS", "true")
              .run("verify", "--project", "p", "--description", "::error::other");
      assertEquals(10, verify.code(), verify.all());
      verify
          .all()
          .lines()
          .forEach(l -> assertFalse(l.startsWith("::error::") || l.startsWith("##["), l));
    }
  }
}
