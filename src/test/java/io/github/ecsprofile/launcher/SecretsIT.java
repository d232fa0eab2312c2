package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.cli.CliRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Marked credentials, and servers that return everything they receive: no mark in a stream, for
 * every command, verbosity and source of the credentials, and none in a file.
 */
class SecretsIT {
  private static final String SECRET = "MARKsecretMARKsecretMARKsecretMARKsecret";
  private static final String TOKEN = "MARKtokenMARKtokenMARKtokenMARKtoken";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("all", "--project", "p"),
          List.of("create-role", "--project", "p"),
          List.of("attach-policies", "--project", "p"),
          List.of("create-profile", "--project", "p"),
          List.of("add-role", "--project", "p"),
          List.of("get-arn", "--project", "p"),
          List.of("verify", "--project", "p"),
          List.of("delete", "--project", "p", "--yes"),
          List.of("permissions", "--project", "p"),
          List.of("export", "--format", "terraform", "--project", "p"),
          List.of("completion", "bash"),
          List.of("no-such-command"));

  @TempDir Path dir;

  private HttpServer echo(int status, String code) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          StringBuilder heard = new StringBuilder();
          call.getRequestHeaders()
              .forEach((k, v) -> heard.append(k.toLowerCase()).append(':').append(v).append('\n'));
          heard.append(
              new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                  .replace("&", "&amp;"));
          String message = "No. The Canonical String for this request should have been '" + heard;
          byte[] body =
              (code.isEmpty()
                      ? "<html>" + message + "</html>"
                      : "<ErrorResponse><Error><Code>"
                          + code
                          + "</Code><Message>"
                          + (code.equals("SignatureDoesNotMatch") ? message : "You sent " + heard)
                          + "</Message></Error></ErrorResponse>")
                  .getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(status, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    server.start();
    return server;
  }

  @ParameterizedTest
  @MethodSource("levels")
  void noMarkIsFoundAtAnyLevel(String level) throws IOException {
    requireNoMark(echo(403, "SignatureDoesNotMatch"), COMMANDS.get(0), level);
    requireNoMark(echo(400, "Odd"), COMMANDS.get(0), level);
    requireNoMark(echo(503, ""), COMMANDS.get(0), level);
  }

  static List<String> levels() {
    return Launcher.sample(2, List.of("-vv", "-v", ""));
  }

  @Test
  void noMarkIsFoundInAnyCommand() throws IOException {
    for (List<String> command : Launcher.sample(3, COMMANDS)) {
      requireNoMark(echo(403, "SignatureDoesNotMatch"), command, "-vv");
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("MARK"), file.toString());
      }
    }
  }

  private void requireNoMark(HttpServer server, List<String> command, String level)
      throws IOException {
    List<String> words = new ArrayList<>(command);
    if (!level.isEmpty()) {
      words.add(level);
    }
    words.add("--timeout");
    words.add("2");
    try {
      CliRunner.Run run =
          new Launcher(Launcher.PACKAGED)
              .with("HOME", dir.toString())
              .with("AWS_ACCESS_KEY_ID", "AKIAMARKMARKMARKMARK")
              .with("AWS_SECRET_ACCESS_KEY", SECRET)
              .with("AWS_SESSION_TOKEN", TOKEN)
              .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort())
              .run(words.toArray(String[]::new));
      assertFalse(run.all().contains("MARKsecret"), words + " " + run.all());
      assertFalse(run.all().contains("MARKtoken"), words + " " + run.all());
    } finally {
      server.stop(0);
    }
  }

  static List<String> profiles() {
    return Launcher.sample(2, List.of("process", "keys", "web", "role"));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void noMarkOfAProfileIsFound(String profile) throws IOException {
    Path token = dir.resolve("token");
    Files.writeString(token, TOKEN + "\n");
    String keys = "AccessKeyId\":\"AKIAMARK\",\"SecretAccessKey\":\"" + SECRET;
    String profiles =
        String.join(
            "\n",
            "[profile keys]",
            "aws_access_key_id = AKIAMARK",
            "aws_secret_access_key = " + SECRET,
            "aws_session_token = " + TOKEN,
            "[profile process]",
            "credential_process = echo '{\"Version\":1,\""
                + keys
                + "\",\"SessionToken\":\""
                + TOKEN
                + "\"}'",
            "[profile role]",
            "role_arn = arn:aws:iam::111122223333:role/x",
            "source_profile = keys",
            "[profile web]",
            "role_arn = arn:aws:iam::111122223333:role/x",
            "web_identity_token_file = " + token,
            "");
    List<HttpServer> servers =
        List.of(echo(403, "SignatureDoesNotMatch"), echo(400, "Odd"), echo(503, ""));
    try {
      for (HttpServer server : servers) {
        CliRunner.Run run =
            Launcher.atHome(dir, profiles)
                .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort())
                .run("get-arn", "--project", "p", "--profile", profile, "-vv", "--timeout", "2");
        assertTrue(run.code() != 0 && run.err().contains(": HTTP "), run.all());
        assertFalse(run.all().contains("MARKsecret"), run.all());
        assertFalse(run.all().contains("MARKtoken"), run.all());
      }
    } finally {
      servers.forEach(s -> s.stop(0));
    }
  }
}
