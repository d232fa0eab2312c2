package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An IAM over TLS that knows one profile, with a certificate that no system trusts by default. */
final class TlsServer implements AutoCloseable {
  private final HttpsServer server;
  private final Path pem;
  private volatile String authorization;

  private TlsServer(HttpsServer server, Path pem) {
    this.server = server;
    this.pem = pem;
  }

  static TlsServer start(Path dir)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keys = keys(dir);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    TlsServer tls = new TlsServer(server, dir.resolve("server.pem"));
    server.createContext(
        "/",
        exchange -> {
          tls.authorization = exchange.getRequestHeaders().getFirst("Authorization");
          byte[] answer = profile().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return tls;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  String pem() {
    return pem.toString();
  }

  String authorization() {
    return authorization;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Path keys(Path dir) throws IOException, InterruptedException {
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
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
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
        .formatted("arn:aws:iam::000000000000:instance-profile/demo-ecs-instance-role");
  }
}
