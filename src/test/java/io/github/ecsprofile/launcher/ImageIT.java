package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ecsprofile.cli.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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
    if (!built) {
      System.out.println("SKIPPED: no image; ./mvnw -Pimage package makes one");
    }
    assumeTrue(built, "no image");
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
      Tool.Run all = launcher.run("-vv", "--sandbox", "all", "--project", "demo");
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
    Tool.Run run = image(IMAGE).with("JAVA_HOME", "/nowhere").run("--version");
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
    Path keys = keys();
    Path process = dir.resolve("credentials.sh");
    Files.writeString(
        process,
        "#!/bin/sh\n"
            + "echo '{\"Version\":1,\"AccessKeyId\":\"AKIAFROMPROCESS00000\","
            + "\"SecretAccessKey\":\"secret\"}'\n");
    assertTrue(process.toFile().setExecutable(true));
    Path config = dir.resolve("config");
    Files.writeString(config, "[profile outside]\ncredential_process = " + process + "\n");

    String[] seen = new String[1];
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          seen[0] = exchange.getRequestHeaders().getFirst("Authorization");
          byte[] answer = profile().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      Tool.Run run =
          image(IMAGE)
              .with("PATH", "/bin:/usr/bin") // The SDK asks for the process through sh.
              .with("AWS_CONFIG_FILE", config.toString())
              .with("AWS_CA_BUNDLE", dir.resolve("server.pem").toString())
              .run(
                  "get-arn",
                  "--project",
                  "demo",
                  "--profile",
                  "outside",
                  "--endpoint-url",
                  "https://127.0.0.1:" + server.getAddress().getPort());
      assertEquals(0, run.code(), run.all());
      assertEquals(ARN + "\n", run.out());
      assertTrue(seen[0].contains("Credential=AKIAFROMPROCESS00000/"), seen[0]);
    } finally {
      server.stop(0);
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
    Tool.Run run =
        image(IMAGE)
            .with("AWS_CONFIG_FILE", config.toString())
            .run("get-arn", "--project", "demo", "--profile", "work");
    assertEquals(5, run.code(), run.all());
    assertTrue(run.err().contains("aws sso login"), run.err());
    assertFalse(run.err().contains("Class"), run.err());
  }

  private Path keys() throws IOException, InterruptedException {
    Path keys = dir.resolve("keys.p12");
    String genkey = "-genkeypair -keyalg EC -groupname secp384r1 -dname CN=127.0.0.1";
    keytool(keys, (genkey + " -ext san=ip:127.0.0.1").split(" "));
    keytool(keys, "-exportcert", "-rfc", "-file", dir.resolve("server.pem").toString());
    return keys;
  }

  private static void keytool(Path keys, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("-alias", "server", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), text);
    }
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String profile() {
    return """
        <GetInstanceProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
        <GetInstanceProfileResult><InstanceProfile>
        <InstanceProfileId>AIPAEXAMPLE000000000</InstanceProfileId>
        <Roles><member><Path>/</Path><RoleName>demo-ecs-instance-role</RoleName>
        <RoleId>AROAEXAMPLE000000000</RoleId>
        <Arn>arn:aws:iam::000000000000:role/demo-ecs-instance-role</Arn>
        <CreateDate>2026-01-01T00:00:00Z</CreateDate></member></Roles>
        <InstanceProfileName>demo-ecs-instance-role</InstanceProfileName><Path>/</Path>
        <Arn>%s</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate>
        </InstanceProfile></GetInstanceProfileResult>
        <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
        </GetInstanceProfileResponse>
        """
        .formatted(ARN);
  }
}
