package io.github.ecsprofile.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves a subset of IAM on loopback over plain HTTP, with IAM's shapes, codes and texts. Checks
 * the form of the Authorization header but no signature, and keeps no credential.
 */
public final class SandboxServer implements AutoCloseable {
  private static final int MAX_BODY = 1 << 20;
  // More threads than connections: a slow sender occupies a thread of its own, and no other request
  // waits for it.
  private static final int THREADS = 512;

  static {
    // Read by the JDK's server when its first instance is made: a slow or a large request must not
    // block the others. Seconds; -1, no end, is its default.
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "60");
    setDefault("sun.net.httpserver.maxReqHeaders", "100");
    setDefault("sun.net.httpserver.maxReqHeaderSize", "65536");
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("jdk.httpserver.maxConnections", "500");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Configures a sandbox.
   *
   * @param port 0 for a free one
   * @param state null for in memory
   * @param latency before each answer
   * @param consistency how long what was written is not read: reads, and the looking up of what a
   *     write is about, see the state of so long ago; whether a name is taken is decided by the
   *     newest state
   * @param requestLog receives one line per request: action, status, code, milliseconds
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
    this.store = new Store(options.state(), options.consistency());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 256);
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(null, work, "sandbox", 256 * 1024);
              thread.setDaemon(true);
              return thread;
            },
            // Full: the dispatcher runs the task itself, and accepts no more connections meanwhile.
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** Starts a server; throws an IOException if the port is taken or the state file is unusable. */
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

  private void exchange(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        plain(exchange, 405, "IAM takes POST");
        return;
      }
      if (!exchange.getRequestURI().getPath().equals("/")) {
        plain(exchange, 404, "IAM is at /");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        plain(exchange, 413, "more than 1 MiB");
        return;
      }
      call(exchange, new String(body, StandardCharsets.UTF_8), began);
    } catch (RuntimeException e) {
      options.requestLog().accept("failed: " + e.getMessage());
      plain(exchange, 500, "the sandbox failed: " + e.getMessage());
    }
  }

  private void call(HttpExchange exchange, String body, long began) throws IOException {
    Map<String, String> params;
    try {
      params = QueryProtocol.parseForm(body);
    } catch (IamError e) {
      send(exchange, QueryProtocol.error(e, "", UUID.randomUUID().toString()));
      return;
    }
    String action = params.getOrDefault("Action", "");
    Fault.Kind fault = fault(action);
    pause(options.latency());
    if (fault == Fault.Kind.DROP) {
      log(action, "dropped", began);
      return;
    }
    if (fault == Fault.Kind.HTML_503) {
      log(action, "503", began);
      plain(exchange, 503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
      return;
    }
    IamError refused = refused(fault, action);
    QueryProtocol.Answer answer =
        refused != null
            ? QueryProtocol.error(
                refused, params.getOrDefault("Version", ""), UUID.randomUUID().toString())
            : QueryProtocol.answer(
                params,
                exchange.getRequestHeaders().getFirst("Authorization"),
                store,
                fault == Fault.Kind.ARN_IS_ID);
    if (fault == Fault.Kind.LOST) {
      log(action, "lost", began);
      return;
    }
    log(action, answer.status() + (answer.code().isEmpty() ? "" : " " + answer.code()), began);
    send(exchange, answer);
  }

  private Fault.Kind fault(String action) {
    synchronized (counts) {
      int count = counts.merge(action, 1, Integer::sum);
      return options.faults().stream()
          .filter(f -> f.hits(action, count))
          .map(Fault::kind)
          .findFirst()
          .orElse(null);
    }
  }

  private static IamError refused(Fault.Kind fault, String action) {
    if (fault == null) {
      return null;
    }
    return switch (fault) {
      case THROTTLE -> new IamError(400, "Throttling", "Rate exceeded");
      case ERROR_500 -> new IamError(500, "ServiceFailure", "An internal error has occurred.");
      case DENIED ->
          new IamError(
              403,
              "AccessDenied",
              "User: arn:aws:iam::"
                  + RequestContext.ACCOUNT
                  + ":user/sandbox is not authorized to perform: iam:"
                  + action
                  + " because no identity-based policy allows the iam:"
                  + action
                  + " action");
      default -> null;
    };
  }

  private static void pause(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void log(String action, String what, long began) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    String name = action.matches("[A-Za-z]{1,64}") ? action : "?";
    options.requestLog().accept(name + " " + what + " " + millis + " ms");
  }

  private static void send(HttpExchange exchange, QueryProtocol.Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.getResponseHeaders().set("x-amzn-RequestId", answer.requestId());
    write(exchange, answer.status(), answer.body());
  }

  private static void plain(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.getResponseHeaders().set("Connection", "close");
    write(exchange, status, text);
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
