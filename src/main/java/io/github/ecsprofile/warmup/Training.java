package io.github.ecsprofile.warmup;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ecsprofile.cli.EcsProfile;
import io.github.ecsprofile.cli.Logging;
import io.github.ecsprofile.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Goes once, in one process, through what users run, so that the build can keep the classes of it
 * in an archive: the commands in the sandbox, and a call over TLS to a server of this process.
 */
final class Training {
  private static final char[] PASSWORD = "training".toCharArray();
  private static final String ANSWER =
      "<GetInstanceProfileResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
          + "<GetInstanceProfileResult><InstanceProfile><Path>/</Path>"
          + "<Arn>arn:aws:iam::000000000000:instance-profile/t-ecs-instance-role</Arn>"
          + "<InstanceProfileName>t-ecs-instance-role</InstanceProfileName><Roles/>"
          + "</InstanceProfile></GetInstanceProfileResult></GetInstanceProfileResponse>";

  private Training() {}

  /** Arguments: a folder for the sandbox's state, a PKCS #12 file, and its certificate as PEM. */
  public static void main(String[] args) throws GeneralSecurityException, IOException {
    Logging.prepare();
    Map<String, String> sandbox = Map.of("XDG_STATE_HOME", args[0]);
    run(sandbox, "--sandbox", "all", "--project", "t", "--output", "json");
    run(sandbox, "--sandbox", "get-arn", "--project", "t");

    HttpsServer server = server(Path.of(args[1]));
    Map<String, String> tls =
        Map.of(
            "AWS_ACCESS_KEY_ID", "training",
            "AWS_SECRET_ACCESS_KEY", "training",
            "AWS_CA_BUNDLE", args[2]);
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    run(tls, "get-arn", "--project", "t", "--endpoint-url", url);
    server.stop(0);
    // Reads the JVM's own authorities, which AWS's certificate is checked with.
    SSLContext.getDefault();
  }

  private static void run(Map<String, String> env, String... words) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Terminal none = new Terminal(false, false, false);
    int code =
        new EcsProfile(InputStream.nullInputStream(), nowhere, nowhere, env, none).run(words);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", words) + " ended in " + code);
    }
  }

  private static HttpsServer server(Path keys) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        call -> {
          call.getRequestBody().readAllBytes();
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    server.start();
    return server;
  }
}
