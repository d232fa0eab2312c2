package io.github.ecsprofile.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Stands between the program and a sandbox, logs every call, and runs a hook at one of them: before
 * the server does the work or after it.
 */
final class IamProxy implements AutoCloseable {
  private final SandboxServer sandbox;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> arrived = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final int number;
  private final String action;
  private final boolean afterWork;
  private final boolean holdsAnswers;
  private List<String> answeredBefore = List.of();
  private int matching;
  private int calls;
  private int arrivedBefore;
  private Runnable hook = () -> {};

  /** Runs the hook at the n-th call, and holds the answers from then on until released. */
  IamProxy(int number, boolean afterWork) throws IOException {
    this(number, null, afterWork, true);
  }

  /** Runs the hook once, after the server has done the n-th call of an action. */
  static IamProxy after(String action, int number) throws IOException {
    return new IamProxy(number, action, true, false);
  }

  private IamProxy(int number, String action, boolean afterWork, boolean holdsAnswers)
      throws IOException {
    this.number = number;
    this.action = action;
    this.afterWork = afterWork;
    this.holdsAnswers = holdsAnswers;
    this.sandbox = SandboxServer.start(SandboxServer.Options.inMemory());
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  void onCall(Runnable run) {
    hook = run;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The sandbox itself, past the log and the hook. */
  String direct() {
    return sandbox.endpoint().toString();
  }

  void release() {
    released.countDown();
  }

  synchronized List<String> arrived() {
    return List.copyOf(arrived);
  }

  /** The calls that were answered before the hook had run. */
  synchronized List<String> answeredBefore() {
    return answeredBefore;
  }

  /** How many calls arrived after the hook had run. */
  synchronized int arrivedLater() {
    return arrived.size() - arrivedBefore;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String call = action(new String(body, StandardCharsets.UTF_8));
    boolean now;
    boolean later;
    synchronized (this) {
      calls++;
      arrived.add(call);
      matching += action == null || action.equals(call) ? 1 : 0;
      now = (action == null || action.equals(call)) && matching == number;
      later = action == null && calls >= number;
    }
    if (now && !afterWork) {
      runHook();
    }
    HttpResponse<byte[]> answer = forward(exchange, body);
    if (now && afterWork) {
      runHook();
    }
    if (holdsAnswers && later) {
      await();
    }
    synchronized (this) {
      answered.add(call);
    }
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private void runHook() {
    hook.run();
    synchronized (this) {
      arrivedBefore = arrived.size();
      answeredBefore = List.copyOf(answered);
    }
  }

  private void await() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(sandbox.endpoint())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
              .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String action(String body) {
    return Stream.of(body.split("&"))
        .filter(p -> p.startsWith("Action="))
        .map(p -> URLDecoder.decode(p.substring(7), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
    sandbox.close();
  }
}
