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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Serves a subset of IAM on loopback over plain HTTP, with IAM's shapes, codes and texts. Checks
 * the form of the Authorization header but no signature, and keeps no credential.
 */
public final class SandboxServer implements AutoCloseable {
  private static final int MAX_BODY = 1 << 20;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");
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
   * @param port the TCP port; 0 for a free one
   * @param state the state file; null to keep the state in memory
   * @param latency the pause before each answer
   * @param consistency how long reads do not show what was written: reads, and the lookup of what a
   *     write is about, use the state of that long ago; whether a name is taken is decided by the
   *     newest state
   * @param faults the faults to inject
   * @param requestLog receives one line per request: action, status, code, milliseconds
   * @param servicePrincipals service principals that trust policies may name, besides AWS's
   * @param callerPolicies the policies that limit the callers
   */
  public record Options(
      int port,
      Path state,
      Duration latency,
      Duration consistency,
      List<Fault> faults,
      Consumer<String> requestLog,
      Set<String> servicePrincipals,
      CallerPolicies callerPolicies) {
    public Options(
        int port,
        Path state,
        Duration latency,
        Duration consistency,
        List<Fault> faults,
        Consumer<String> requestLog) {
      this(
          port,
          state,
          latency,
          consistency,
          faults,
          requestLog,
          Set.of(),
          CallerPolicies.UNLIMITED);
    }

    public static Options inMemory() {
      return file(null);
    }

    public static Options file(Path state) {
      return new Options(0, state, Duration.ZERO, Duration.ZERO, List.of(), line -> {});
    }

    /** Returns these options with service principals that trust policies may name besides AWS's. */
    public Options withServicePrincipals(Collection<String> principals) {
      return new Options(
          port,
          state,
          latency,
          consistency,
          faults,
          requestLog,
          Set.copyOf(principals),
          callerPolicies);
    }

    /** Returns these options with policies that limit the callers. */
    public Options withCallerPolicies(CallerPolicies policies) {
      return new Options(
          port, state, latency, consistency, faults, requestLog, servicePrincipals, policies);
    }
  }

  private final Options options;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Store store;
  private final RequestProcessor processor;

  private SandboxServer(Options options) throws IOException {
    this.options = options;
    this.store = new Store(options.state(), options.consistency());
    this.processor = new RequestProcessor(options, store);
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

  /** Replaces the policies that limit the callers, and clears {@link #requestedActions}. */
  public void enforce(CallerPolicies policies) {
    processor.enforce(policies);
  }

  /**
   * Returns the actions that calls have asked the policies for since {@link #enforce}, such as
   * iam:CreateRole and iam:PassRole.
   */
  public Set<String> requestedActions() {
    return processor.requestedActions();
  }

  /**
   * Deletes a state file, so that the next start is empty.
   *
   * @throws IOException if the file cannot be deleted
   */
  public static void reset(Path state) throws IOException {
    new StateFile(state).delete();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try {
      serve(exchange);
    } catch (RuntimeException e) {
      if (exchange.getResponseCode() == -1) {
        String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        send(exchange, 500, "text/plain", "internal error of the sandbox: " + reason + "\n");
      }
    } finally {
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    if (!isLoopbackName(exchange.getRequestHeaders().getFirst("Host"))) {
      refuse(exchange, 403, "the Host header is not a name of the loopback interface");
      return;
    }
    if (!exchange.getRequestURI().getPath().equals("/")) {
      refuse(exchange, 404, "the only path is /");
      return;
    }
    String form;
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
          refuse(exchange, 413, "the body is larger than 1 MiB");
          return;
        }
        form = new String(body, StandardCharsets.UTF_8);
      }
      case "GET" -> form = exchange.getRequestURI().getRawQuery();
      default -> {
        refuse(exchange, 405, "the methods are GET and POST");
        return;
      }
    }
    if (form == null) {
      send(exchange, 200, "text/plain; charset=utf-8", store.read((s, c) -> StatusPage.of(s)));
      return;
    }
    call(exchange, form, start);
  }

  /**
   * Returns whether the request was meant for this machine. A page in a browser whose own name
   * resolves to 127.0.0.1 (DNS rebinding) sends that name.
   */
  private static boolean isLoopbackName(String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }

  private void call(HttpExchange exchange, String form, long start) throws IOException {
    Map<String, String> params;
    try {
      params = QueryProtocol.parseForm(form);
    } catch (IamError e) {
      send(exchange, QueryProtocol.error(e, QueryProtocol.IAM_VERSION));
      return;
    }
    RequestProcessor.Outcome outcome =
        processor.process(params, exchange.getRequestHeaders().getFirst("Authorization"));
    log(params.getOrDefault("Action", ""), outcome.note(), start);
    if (outcome.answer() != null) {
      send(exchange, outcome.answer());
    }
  }

  private void log(String action, String note, long start) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String name = action.matches("[A-Za-z]{1,64}") ? action : "?";
    options.requestLog().accept(name + " " + note + " " + millis + " ms");
  }

  private static void send(HttpExchange exchange, QueryProtocol.Answer answer) throws IOException {
    if (answer.requestId() == null) {
      exchange.getResponseHeaders().set("Connection", "close");
      send(exchange, answer.status(), "text/html", answer.body());
      return;
    }
    exchange.getResponseHeaders().set("x-amzn-RequestId", answer.requestId());
    send(exchange, answer.status(), "text/xml", answer.body());
  }

  private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    send(exchange, status, "text/plain", text + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
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
