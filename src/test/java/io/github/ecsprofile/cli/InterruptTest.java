package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interrupts a run at each of its calls, before and after the server does the work, and compares
 * the report with what reached the server.
 */
class InterruptTest {
  private static final Map<String, String> ENV =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  /** Between the program and a sandbox: interrupts at a call, and logs every call. */
  private static final class Interceptor implements AutoCloseable {
    private final SandboxServer sandbox = start();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> arrived = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final List<String> answeredAtInterrupt = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final int at;
    private final boolean afterWork;
    private int calls;
    private int arrivedAtInterrupt = -1;
    private Runnable interrupt = () -> {};

    Interceptor(int at, boolean afterWork) throws IOException {
      this.at = at;
      this.afterWork = afterWork;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.setExecutor(threads);
      server.start();
    }

    private static SandboxServer start() {
      try {
        return SandboxServer.start(SandboxServer.Options.inMemory());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void handle(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String call = describe(new String(body, StandardCharsets.UTF_8));
      int number;
      synchronized (this) {
        number = ++calls;
        arrived.add(call);
      }
      if (number == at && !afterWork) {
        interrupt();
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (number == at && afterWork) {
        interrupt();
      }
      if (number >= at) {
        // What is in flight at the interrupt never gets its answer: the process has ended.
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

    private void interrupt() {
      interrupt.run();
      synchronized (this) {
        arrivedAtInterrupt = arrived.size();
        answeredAtInterrupt.addAll(answered);
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

    private static String describe(String body) {
      Map<String, String> form =
          Stream.of(body.split("&"))
              .map(p -> p.split("=", 2))
              .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> a));
      return form.get("Action");
    }

    @Override
    public void close() {
      released.countDown();
      server.stop(0);
      threads.shutdownNow();
      sandbox.close();
    }
  }

  private static boolean isWrite(String action) {
    return !action.startsWith("Get") && !action.startsWith("List");
  }

  /** The words of a report's line, by the action that they stand for. */
  private static String action(String line) {
    return Map.of(
            "creat", "Create",
            "attac", "AttachRolePolicy",
            "add r", "AddRoleToInstanceProfile",
            "added", "AddRoleToInstanceProfile")
        .entrySet()
        .stream()
        .filter(e -> line.startsWith(e.getKey()))
        .map(
            e ->
                e.getValue().equals("Create")
                    ? line.contains(" role ") ? "CreateRole" : "CreateInstanceProfile"
                    : e.getValue())
        .findFirst()
        .orElseThrow(() -> new AssertionError(line));
  }

  private static Set<String> listed(String report, String kind) {
    Set<String> all = new TreeSet<>();
    report
        .lines()
        .filter(l -> l.startsWith(kind + ": "))
        .map(l -> l.substring(kind.length() + 2).replaceFirst("^p\\d: ", ""))
        .forEach(l -> all.add(action(l)));
    return all;
  }

  static Stream<Arguments> calls() {
    return IntStream.rangeClosed(1, 9)
        .boxed()
        .flatMap(n -> Stream.of(Arguments.of(n, false), Arguments.of(n, true)));
  }

  /** What the process had printed when it ended. */
  private static String interrupted(Interceptor server, String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    EcsProfile program =
        new EcsProfile(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            ENV,
            new Terminal(false, false, false));
    CountDownLatch done = new CountDownLatch(1);
    server.interrupt =
        () -> {
          assertEquals(130, program.interrupted());
          done.countDown();
        };
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--endpoint-url",
            "http://127.0.0.1:" + server.server.getAddress().getPort(),
            "--timeout",
            "30"));
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> run = one.submit(() -> program.run(all.toArray(String[]::new)));
      done.await();
      String report = err.toString(StandardCharsets.UTF_8);
      server.released.countDown();
      run.get();
      assertEquals(report, err.toString(StandardCharsets.UTF_8), "printed after the summary");
      assertEquals("", out.toString(StandardCharsets.UTF_8), "stdout of an interrupted run");
      return report;
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    } finally {
      one.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theReportIsWhatReachedTheServer(int call, boolean afterWork) throws IOException {
    try (Interceptor server = new Interceptor(call, afterWork)) {
      String report = interrupted(server, "all", "--project", "p1");
      compare(server, report, call);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void soItIsWithSeveralProjects(int call, boolean afterWork) throws IOException {
    try (Interceptor server = new Interceptor(call, afterWork)) {
      String report =
          interrupted(server, "all", "--project", "p1", "--project", "p2", "--parallel", "1");
      compare(server, report, call);
    }
  }

  private static void compare(Interceptor server, String report, int call) {
    assertTrue(report.contains("interrupted\n"), report);
    assertTrue(report.contains("\nresume: ecs-profile all --project p1"), report);
    Set<String> done = listed(report, "done");
    Set<String> unknown = listed(report, "unknown");
    synchronized (server) {
      Set<String> writes =
          server.arrived.stream().filter(InterruptTest::isWrite).collect(Collectors.toSet());
      assertTrue(
          server.answeredAtInterrupt.containsAll(done), "claimed without an answer\n" + report);
      Set<String> reported = new TreeSet<>(done);
      reported.addAll(unknown);
      assertTrue(reported.containsAll(writes), writes + " arrived\n" + report);
      assertEquals(
          writes.isEmpty(), report.contains("Nothing was changed."), writes + "\n" + report);
      int later = server.arrived.size() - server.arrivedAtInterrupt;
      // Calls that were on their way through the client at that moment may still arrive.
      assertTrue(later <= 2, later + " calls after the summary at call " + call);
    }
  }
}
