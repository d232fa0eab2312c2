package io.github.ecsprofile.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Answers HTTP requests: a form is a request of the query protocol, a GET without one shows the
 * state. Refuses what is not meant for this machine.
 */
final class QueryEndpoint implements HttpHandler {
  private static final int MAX_BODY = 1 << 20;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

  private final RequestProcessor processor;
  private final Store store;
  private final Consumer<String> requestLog;

  QueryEndpoint(RequestProcessor processor, Store store, Consumer<String> requestLog) {
    this.processor = processor;
    this.store = store;
    this.requestLog = requestLog;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
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
    requestLog.accept(name + " " + note + " " + millis + " ms");
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
}
