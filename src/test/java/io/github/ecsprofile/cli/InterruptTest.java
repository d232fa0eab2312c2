package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
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
  private static String interrupted(IamProxy server, String... args) throws IOException {
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
    server.onCall(
        () -> {
          assertEquals(130, program.interrupted());
          done.countDown();
        });
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--endpoint-url", server.endpoint(), "--timeout", "30"));
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> run = one.submit(() -> program.run(all.toArray(String[]::new)));
      done.await();
      String report = err.toString(StandardCharsets.UTF_8);
      server.release();
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
    try (IamProxy server = new IamProxy(call, afterWork)) {
      String report = interrupted(server, "all", "--project", "p1");
      compare(server, report, call);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void soItIsWithSeveralProjects(int call, boolean afterWork) throws IOException {
    try (IamProxy server = new IamProxy(call, afterWork)) {
      String report =
          interrupted(server, "all", "--project", "p1", "--project", "p2", "--parallel", "1");
      compare(server, report, call);
    }
  }

  private static void compare(IamProxy server, String report, int call) {
    assertTrue(report.contains("interrupted\n"), report);
    assertTrue(report.contains("\nresume: ecs-profile all --project p1"), report);
    Set<String> done = listed(report, "done");
    Set<String> unknown = listed(report, "unknown");
    Set<String> writes =
        server.arrived().stream().filter(InterruptTest::isWrite).collect(Collectors.toSet());
    assertTrue(server.answeredBefore().containsAll(done), "claimed without an answer\n" + report);
    Set<String> reported = new TreeSet<>(done);
    reported.addAll(unknown);
    assertTrue(reported.containsAll(writes), writes + " arrived\n" + report);
    assertEquals(writes.isEmpty(), report.contains("Nothing was changed."), writes + "\n" + report);
    int later = server.arrivedLater();
    // Calls that were on their way through the client at that moment may still arrive.
    assertTrue(later <= 2, later + " calls after the summary at call " + call);
  }
}
