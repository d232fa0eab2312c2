package io.github.ecsprofile.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * IAM's Query protocol on loopback, over plain HTTP (IAM API reference, "Making query requests").
 */
public final class SandboxServer implements AutoCloseable {
  private static final int MOST = 1 << 20;
  private static final String XMLNS = "https://iam.amazonaws.com/doc/2010-05-08/";

  /**
   * @param port 0 for a free one
   * @param state null for in memory
   */
  public record Options(
      int port,
      Path state,
      Duration latency,
      Duration consistency,
      List<Fault> faults,
      Consumer<String> requestLog) {
    public static Options inMemory() {
      return file(null);
    }

    public static Options file(Path state) {
      return new Options(0, state, Duration.ZERO, Duration.ZERO, List.of(), line -> {});
    }
  }

  private final Options options;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Store store;
  private final Map<String, Integer> counts = new HashMap<>();

  private SandboxServer(Options options) throws IOException {
    this.options = options;
    this.store = new Store(options.state());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 64);
    this.threads =
        Executors.newFixedThreadPool(
            16,
            work -> {
              Thread thread = new Thread(work, "sandbox");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Serves from now on; an IOException says why it cannot. */
  public static SandboxServer start(Options options) throws IOException {
    SandboxServer s = new SandboxServer(options);
    s.server.setExecutor(s.threads);
    s.server.createContext("/", s::exchange);
    s.server.start();
    return s;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void exchange(HttpExchange http) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readNBytes(MOST + 1);
      if (body.length > MOST || !http.getRequestMethod().equals("POST")) {
        http.sendResponseHeaders(body.length > MOST ? 413 : 405, -1);
        return;
      }
      Map<String, String> in = form(new String(body, StandardCharsets.UTF_8));
      String action = in.getOrDefault("Action", "");
      Fault fault = fault(action);
      options.requestLog().accept(action + (fault == null ? "" : " " + fault.kind()));
      if (!options.latency().isZero()) {
        Thread.sleep(options.latency().toMillis());
      }
      if (fault != null && fault.kind() == Fault.Kind.DROP) {
        return;
      }
      Answer answer = fault == null ? null : before(fault, action);
      if (answer == null) {
        answer = answer(in, action, http);
      }
      if (fault != null && fault.kind() == Fault.Kind.LOST) {
        return;
      }
      String text = answer.body();
      if (fault != null && fault.kind() == Fault.Kind.ARN_IS_ID) {
        text = text.replaceAll("<Arn>[^<]*</Arn>", "<Arn>AROAEXAMPLEEXAMPLE000</Arn>");
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      http.getResponseHeaders().set("Content-Type", "text/xml");
      http.sendResponseHeaders(answer.status(), bytes.length);
      http.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(Map<String, String> in, String action, HttpExchange http) {
    String authorization = http.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=")) {
      return error(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    try {
      String result = new Iam(store, partition(authorization)).call(action, in);
      return new Answer(
          200,
          "<"
              + action
              + "Response xmlns=\""
              + XMLNS
              + "\">"
              + result
              + "<ResponseMetadata><RequestId>"
              + UUID.randomUUID()
              + "</RequestId></ResponseMetadata></"
              + action
              + "Response>");
    } catch (IamError e) {
      return error(e.status, e.code, e.getMessage());
    }
  }

  private static String partition(String authorization) {
    String[] scope = authorization.split("/", 5);
    String region = scope.length > 2 ? scope[2] : "";
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private synchronized Fault fault(String action) {
    int count = counts.merge(action, 1, Integer::sum);
    return options.faults().stream().filter(f -> f.hits(action, count)).findFirst().orElse(null);
  }

  private static Answer before(Fault fault, String action) {
    return switch (fault.kind()) {
      case THROTTLE -> error(400, "Throttling", "Rate exceeded");
      case ERROR_500 -> error(500, "ServiceFailure", "The request processing has failed.");
      case HTML_503 -> new Answer(503, "<html><body>Service Unavailable</body></html>");
      case DENIED ->
          error(
              403,
              "AccessDenied",
              "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform: iam:"
                  + action
                  + " on resource: * because no identity-based policy allows the iam:"
                  + action
                  + " action");
      default -> null;
    };
  }

  private static Answer error(int status, String code, String message) {
    return new Answer(
        status,
        "<ErrorResponse xmlns=\""
            + XMLNS
            + "\"><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>"
            + Iam.escape(message)
            + "</Message></Error><RequestId>"
            + UUID.randomUUID()
            + "</RequestId></ErrorResponse>");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        all.put(decode(pair.substring(0, at)), decode(pair.substring(at + 1)));
      }
    }
    return all;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private record Answer(int status, String body) {}
}
