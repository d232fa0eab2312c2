package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that brings its own Java: what its few modules must be enough for. */
class ImageIT {
  private static final Path IMAGE = Path.of("target/ecs-profile-image").toAbsolutePath();
  private static final String ARN =
      "arn:aws:iam::000000000000:instance-profile/demo-ecs-instance-role";

  @TempDir Path dir;

  @BeforeEach
  void thereIsOne() {
    boolean built = Files.isExecutable(IMAGE.resolve("runtime/bin/java"));
    Programs.require(built, "no image: ./mvnw -Pimage package makes one");
  }

  private Launcher image(Path folder) {
    return new Launcher(folder.resolve("bin/ecs-profile"))
        .with("PATH", "/nowhere")
        .with("HOME", dir.toString())
        .with("XDG_STATE_HOME", dir.resolve("state").toString())
        .without("JAVA_HOME");
  }

  private static void makesTheProfile(Launcher launcher) {
    for (int run = 0; run < 2; run++) {
      CliRunner.Run all = launcher.run("-vv", "--sandbox", "all", "--project", "demo");
      assertEquals(0, all.code(), all.all());
      assertEquals(ARN + "\n", all.out());
    }
  }

  @Test
  void needsNoJava() {
    makesTheProfile(image(IMAGE));
  }

  @Test
  void takesItsOwnJavaBeforeAnother() {
    CliRunner.Run run = image(IMAGE).with("JAVA_HOME", "/nowhere").run("--version");
    assertEquals(0, run.code(), run.all());
  }

  @Test
  void runsAsACopyThatNobodyMayWriteTo() throws IOException {
    Path copy = dir.resolve("a copy of it");
    try (Stream<Path> files = Files.walk(IMAGE)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(IMAGE.relativize(file).toString());
        Files.copy(file, target);
        target.toFile().setExecutable(Files.isExecutable(file));
      }
    }
    try (Stream<Path> files = Files.walk(copy)) {
      files.forEach(f -> f.toFile().setWritable(false));
    }
    makesTheProfile(image(copy));
  }

  /**
   * Elliptic curves were a module of their own once; without them most servers are out of reach.
   */
  @Test
  void speaksTlsWithEllipticCurvesAndAsksACredentialProcess()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path process = dir.resolve("credentials.sh");
    Files.writeString(
        process,
        "#!/bin/sh\n"
            + "echo '{\"Version\":1,\"AccessKeyId\":\"AKIAFROMPROCESS00000\","
            + "\"SecretAccessKey\":\"secret\"}'\n");
    assertTrue(process.toFile().setExecutable(true));
    Path config = dir.resolve("config");
    Files.writeString(config, "[profile outside]\ncredential_process = " + process + "\n");

    try (TlsServer server = TlsServer.start(dir)) {
      CliRunner.Run run =
          image(IMAGE)
              .with("PATH", "/bin:/usr/bin") // The SDK asks for the process through sh.
              .with("AWS_CONFIG_FILE", config.toString())
              .with("AWS_CA_BUNDLE", server.pem())
              .run(
                  "get-arn",
                  "--project",
                  "demo",
                  "--profile",
                  "outside",
                  "--endpoint-url",
                  server.url());
      assertEquals(0, run.code(), run.all());
      assertEquals(ARN + "\n", run.out());
      assertTrue(server.authorization().contains("Credential=AKIAFROMPROCESS00000/"));
    }
  }

  @Test
  void knowsAnSsoSessionThatIsNotThere() throws IOException {
    Path config = dir.resolve("config");
    Files.writeString(
        config,
        """
        [profile work]
        sso_session = us
        sso_account_id = 111122223333
        sso_role_name = Admin
        [sso-session us]
        sso_region = us-east-1
        sso_start_url = https://example.awsapps.com/start
        """);
    CliRunner.Run run =
        image(IMAGE)
            .with("AWS_CONFIG_FILE", config.toString())
            .run("get-arn", "--project", "demo", "--profile", "work");
    assertEquals(5, run.code(), run.all());
    assertTrue(run.err().contains("aws sso login"), run.err());
    assertFalse(run.err().contains("Class"), run.err());
  }
}
