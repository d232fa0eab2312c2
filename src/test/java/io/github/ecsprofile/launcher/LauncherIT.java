package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged folder: from any path, with any JVM options and messages. */
class LauncherIT {
  private static final String ARN =
      "arn:aws:iam::000000000000:instance-profile/demo-ecs-instance-role\n";
  @TempDir Path dir;

  private Launcher launcher(Path program) {
    return new Launcher(program).with("XDG_STATE_HOME", dir.resolve("state").toString());
  }

  private void makesTheProfile(Launcher launcher) {
    for (int run = 0; run < 2; run++) {
      CliRunner.Run all = launcher.run("--sandbox", "all", "--project", "demo");
      assertEquals(0, all.code(), all.all());
      assertEquals(ARN, all.out());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
              target.toFile().setExecutable(Files.isExecutable(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Test
  void runsWhereItWasBuilt() {
    makesTheProfile(launcher(Launcher.PACKAGED));
  }

  @Test
  void runsThroughSymlinks() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), Launcher.PACKAGED);
    Path second = Files.createSymbolicLink(dir.resolve("second"), Path.of("link"));
    makesTheProfile(launcher(link));
    makesTheProfile(launcher(second));
  }

  @Test
  void runsAsACopyWithSpacesReadOnly() throws IOException {
    Path copy = dir.resolve("a copy of it");
    Path bin = copy.resolve("bin");
    copy(
        Launcher.isJvm() ? Launcher.PACKAGED.getParent().getParent() : Launcher.PACKAGED,
        Launcher.isJvm() ? copy : bin.resolve("ecs-profile"));
    try (Stream<Path> files = Files.walk(copy)) {
      files.forEach(f -> f.toFile().setWritable(false));
    }
    makesTheProfile(launcher(bin.resolve("ecs-profile")));
  }

  @Test
  void theImageNeedsNoJavaAndNoPath() {
    assumeFalse(Launcher.isJvm(), "a launcher needs a Java");
    makesTheProfile(launcher(Launcher.PACKAGED).with("PATH", "/nowhere").without("JAVA_HOME"));
  }

  @Test
  void theSandboxIsBehindNoProxy() {
    makesTheProfile(
        launcher(Launcher.PACKAGED)
            .with("HTTP_PROXY", "http://127.0.0.1:1")
            .with("http_proxy", "http://127.0.0.1:1"));
  }

  @Test
  void aProxyIsAskedForAnEndpointOverTls() throws IOException, InterruptedException {
    try (ServerSocket proxy = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Process run =
          launcher(Launcher.PACKAGED)
              .with("AWS_ACCESS_KEY_ID", "x")
              .with("AWS_SECRET_ACCESS_KEY", "x")
              .with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort())
              .start(List.of("get-arn", "--project", "p", "--timeout", "20"));
      proxy.setSoTimeout(15_000);
      try (Socket call = proxy.accept();
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("CONNECT iam.amazonaws.com:443 HTTP/1.1", lines.readLine());
      } finally {
        run.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void runsWithoutHome() {
    Launcher nowhere = new Launcher(Launcher.PACKAGED);
    CliRunner.Run run = nowhere.run("--version");
    assertEquals(0, run.code(), run.all());
    assertTrue(run.out().startsWith("ecs-profile "), run.all());
  }

  @Test
  void saysThatThereIsNoJava() {
    Launcher.assumeJvm();
    CliRunner.Run run =
        new Launcher(Launcher.PACKAGED)
            .with("JAVA_HOME", "/nowhere")
            .with("PATH", "/nowhere")
            .run();
    assertEquals(1, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xlog:all",
        "-XX:+PrintFlagsFinal",
        "-Xlog:class+load:stdout",
        "-XshowSettings:all",
        "-Dsome.property=1 -verbose:gc",
        "-javaagent:/nowhere.jar",
        "-XX:SharedArchiveFile=/nowhere"
      })
  void theJvmSaysNothingOnStdout(String options) {
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      CliRunner.Run run =
          launcher(Launcher.PACKAGED)
              .with(name, options)
              .run("-vv", "--sandbox", "all", "--project", "demo");
      assertEquals(0, run.code(), run.all());
      assertEquals(ARN, run.out());
    }
  }

  @Test
  void anotherJavaGivesTheSameAnswer() throws IOException {
    Launcher.assumeJvm();
    Set<Path> others = otherJavas();
    Programs.require(!others.isEmpty(), "no other Java is installed");
    for (Path home : others) {
      makesTheProfile(launcher(Launcher.PACKAGED).with("JAVA_HOME", home.toString()));
    }
  }

  /** Finds those beside the Java of this JVM, and those that GitHub's runners name. */
  private static Set<Path> otherJavas() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Set<Path> found = new TreeSet<>();
    try (Stream<Path> beside = Files.list(own.getParent());
        Stream<String> variables = System.getenv().keySet().stream()) {
      for (Path home :
          Stream.concat(
                  beside,
                  variables
                      .filter(v -> v.startsWith("JAVA_HOME_"))
                      .map(v -> Path.of(System.getenv(v))))
              .filter(h -> Files.isExecutable(h.resolve("bin/java")))
              .toList()) {
        found.add(home.toRealPath());
      }
    }
    found.remove(own);
    return found;
  }

  @Test
  void theSandboxServesUntilStopped() throws IOException, InterruptedException {
    Process process = launcher(Launcher.PACKAGED).start(List.of("sandbox", "--port", "0"));
    try (InputStream out = process.getInputStream();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8))) {
      String url = lines.readLine();
      assertTrue(url.matches("http://127\\.0\\.0\\.1:\\d+"), url);
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url))
                      .POST(HttpRequest.BodyPublishers.ofString("Action=GetRole&RoleName=x"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertTrue(answer.statusCode() >= 400, answer.body());
      // Process.destroy would close the streams too.
      process.toHandle().destroy();
      assertTrue(process.waitFor(2, TimeUnit.SECONDS), "ends soon after SIGTERM");
      assertEquals(0, process.exitValue());
      assertEquals(null, lines.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anInterruptedRunEndsIn130() throws IOException, InterruptedException {
    Process sandbox = launcher(Launcher.PACKAGED).start(List.of("sandbox", "--latency", "1500"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
      String url = lines.readLine();
      Process run =
          launcher(Launcher.PACKAGED)
              .with("AWS_ACCESS_KEY_ID", "x")
              .with("AWS_SECRET_ACCESS_KEY", "x")
              .start(List.of("all", "--project", "demo", "--endpoint-url", url));
      try (BufferedReader err =
          new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
        assertTrue(err.readLine().startsWith("created "));
        run.toHandle().destroy();
        assertTrue(run.waitFor(2, TimeUnit.SECONDS), "ends within two seconds");
        assertEquals(130, run.exitValue());
        String report = String.join("\n", err.lines().toList());
        assertTrue(report.contains("done: created "), report);
        // Which, depends on whether the second creation was answered before the signal came.
        assertTrue(report.contains("remaining: ") || report.contains("unknown: "), report);
        assertTrue(report.contains("resume: ecs-profile all --project demo"), report);
      }
    } finally {
      sandbox.destroyForcibly();
    }
  }
}
