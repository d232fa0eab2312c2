package io.github.ecsprofile.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the setup action, against a server with GitHub's paths, and a gh that records. */
class SetupActionIT {
  private static final Path SCRIPT = Path.of(".github/actions/setup/setup.sh").toAbsolutePath();
  private static final String NAME = "ecs-profile-1.2.3-linux-x64";
  private static final String FILE = NAME + ".tar.gz";

  @TempDir Path dir;
  private HttpServer server;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> env = new TreeMap<>();

  @BeforeEach
  void start() throws IOException, NoSuchAlgorithmException {
    for (String program : List.of("bash", "curl", "tar")) {
      Programs.require(program);
    }
    Path bin = Files.createDirectories(dir.resolve("release").resolve(NAME).resolve("bin"));
    script(bin.resolve("ecs-profile"), "echo ecs-profile 1.2.3");
    Path archive = dir.resolve(FILE);
    Programs.Run tar =
        Programs.run(dir.resolve("release"), "", List.of("tar", "-czf", archive.toString(), NAME));
    assertEquals(0, tar.code(), tar.output());
    files.put("/download/v1.2.3/" + FILE, Files.readAllBytes(archive));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
    sums(HexFormat.of().formatHex(digest) + "  " + FILE + "\n");
    script(dir.resolve("gh"), "echo \"$@\" >> " + dir.resolve("gh.log"));

    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    env.put("ECS_PROFILE_RELEASES", "http://127.0.0.1:" + server.getAddress().getPort());
    env.put("ECS_PROFILE_VERSION", "latest");
    env.put("RUNNER_OS", "Linux");
    env.put("RUNNER_ARCH", "X64");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = files.get(path);
    if (path.equals("/latest")) {
      exchange.getResponseHeaders().add("Location", "/tag/v1.2.3");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.startsWith("/tag/")) {
      exchange.sendResponseHeaders(200, -1);
    } else if (body == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void sums(String text) {
    files.put("/download/v1.2.3/SHA256SUMS", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Programs.Run run() throws IOException {
    env.put("PATH", dir + ":" + System.getenv("PATH"));
    env.put("RUNNER_TEMP", Files.createDirectories(dir.resolve("temp")).toString());
    env.put("GITHUB_PATH", dir.resolve("path").toString());
    env.put("GITHUB_OUTPUT", dir.resolve("output").toString());
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    env.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("bash", SCRIPT.toString()));
    return Programs.run(dir, "", command);
  }

  private void fails(String message) throws IOException {
    Programs.Run run = run();
    assertEquals(1, run.code(), run.output());
    assertTrue(run.output().contains("::error title=ecs-profile::" + message), run.output());
    assertFalse(Files.exists(dir.resolve("path")), "it is on the PATH all the same");
    assertFalse(Files.exists(dir.resolve("output")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "1.2.3", "v1.2.3"})
  void putsTheReleaseOnThePath(String version) throws IOException {
    env.put("ECS_PROFILE_VERSION", version);
    for (int times = 0; times < 2; times++) {
      Files.deleteIfExists(dir.resolve("path"));
      Programs.Run run = run();
      assertEquals(0, run.code(), run.output());
      assertTrue(run.output().contains("ecs-profile 1.2.3"), run.output());
      Path bin = Path.of(Files.readString(dir.resolve("path")).strip());
      assertTrue(Files.isExecutable(bin.resolve("ecs-profile")), bin.toString());
      assertTrue(Files.readString(dir.resolve("output")).startsWith("version=1.2.3\n"));
    }
    assertTrue(
        Files.readString(dir.resolve("gh.log"))
            .startsWith(
                "attestation verify "
                    + FILE
                    + " --repo ecs-profile/ecs-profile"
                    + " --signer-workflow ecs-profile/ecs-profile/.github/workflows/release.yml"
                    + " --source-ref refs/tags/v1.2.3\n"));
  }

  @Test
  void refusesAnotherChecksum() throws IOException {
    sums("0".repeat(64) + "  " + FILE + "\n");
    fails("the checksum of " + FILE);
    assertFalse(Files.exists(dir.resolve("gh.log")));
  }

  @Test
  void refusesAFileThatTheChecksumsDoNotName() throws IOException {
    sums("");
    fails("the checksum of " + FILE);
  }

  @Test
  void refusesAFileWithoutAttestation() throws IOException {
    script(dir.resolve("gh"), "exit 1");
    fails(FILE + " has no attestation");
  }

  @Test
  void namesAVersionThatDoesNotExist() throws IOException {
    env.put("ECS_PROFILE_VERSION", "9.9.9");
    fails("cannot download SHA256SUMS of version 9.9.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "../1.2.3", "1.2", "1.2.3\n::set-output name=x::y"})
  void refusesWhatIsNoVersion(String version) throws IOException {
    env.put("ECS_PROFILE_VERSION", version);
    fails("the version must be latest or have the form 1.2.3");
  }

  @Test
  void namesAPlatformWithoutBinary() throws IOException {
    env.put("RUNNER_OS", "macOS");
    fails("no binary for macOS on X64");
  }
}
