package io.github.ecsprofile.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** moto's server as a process on loopback, where python3 has it. */
final class Moto implements AutoCloseable {
  private final Process process;
  private final String endpoint;

  private Moto(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static boolean isThere() {
    return Programs.isThere("python3", "-c", "import moto.server, flask, flask_cors");
  }

  static Moto start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true);
    builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
    builder.environment().put("INITIAL_NO_AUTH_ACTION_COUNT", "1000000");
    builder.environment().put("PYTHONUNBUFFERED", "1");
    Process process = builder.start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.contains("Running on")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("moto does not start");
    }
    // Its log is read on, or it would wait for a reader.
    Thread reader = new Thread(() -> said.lines().forEach(l -> {}), "moto");
    reader.setDaemon(true);
    reader.start();
    return new Moto(process, "http://127.0.0.1:" + port);
  }

  String endpoint() {
    return endpoint;
  }

  /** Anew, and anybody may do anything for so many calls; from then on IAM's policies hold. */
  void reset(int free) throws IOException {
    post("/moto-api/reset", "", "text/plain");
    freely(free);
  }

  void freely(int calls) throws IOException {
    post("/moto-api/reset-auth", "" + calls, "text/plain");
  }

  /** A Query request to a service, signed by nobody. */
  String query(String service, String form) throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(endpoint + "/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/"
                        + service
                        + "/aws4_request, SignedHeaders=host, Signature="
                        + "0".repeat(64))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    return answer.body();
  }

  private void post(String path, String body, String type) throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.body());
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
