package io.github.ecsprofile.sandbox;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** moto as a process, an IAM that is not ours; a test that needs it says where it is not there. */
public final class Moto implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Process process;
  private final URI endpoint;

  private Moto(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts it, or has the test skipped, saying so. */
  public static Moto start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-m", "moto.server", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
    Process process = null;
    try {
      process = builder.start();
    } catch (IOException e) {
      skip();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        HTTP.send(
            HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build(),
            HttpResponse.BodyHandlers.discarding());
        return new Moto(process, endpoint);
      } catch (IOException e) {
        process.waitFor(200, TimeUnit.MILLISECONDS);
      }
    }
    process.destroyForcibly();
    skip();
    throw new IllegalStateException();
  }

  private static void skip() {
    System.out.println("SKIPPED: python3 -m moto.server is not there");
    Assumptions.abort("python3 -m moto.server is not there");
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Empties it. */
  public void reset() throws IOException, InterruptedException {
    HTTP.send(
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
