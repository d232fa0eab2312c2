package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks HTTP, the state file and the faults of the sandbox. */
class SandboxServerTest {
  private static final String CREATE = "CreateRole&RoleName=r&AssumeRolePolicyDocument=${trust}";

  @TempDir Path folder;

  private static SandboxServer server(Path state, String... faults) throws IOException {
    return SandboxServer.start(
        new SandboxServer.Options(
            0,
            state,
            Duration.ZERO,
            Duration.ZERO,
            Stream.of(faults).map(Fault::parse).toList(),
            line -> {}));
  }

  private static Conformance.Answer call(SandboxServer server, String call) {
    return new Conformance(server.endpoint(), RequestContext.ACCOUNT).call(call);
  }

  /** Sends raw HTTP, because clients do not let a caller set the Host header. */
  private static String raw(SandboxServer server, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String get(SandboxServer server, String target, String host) throws IOException {
    return raw(
        server, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "0", ""})
  void refusesAHostThatIsNotLoopback(String host) throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      assertTrue(get(server, "/", host).startsWith("HTTP/1.1 403 "), host);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:4566", "localhost", "LOCALHOST:1", "[::1]:80"})
  void acceptsTheNamesOfLoopback(String host) throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      assertTrue(get(server, "/", host).startsWith("HTTP/1.1 200 "), host);
    }
  }

  @Test
  void showsItsContentsToAPerson() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      call(server, CREATE);
      String page = get(server, "/", "localhost");
      assertTrue(page.contains("text/plain"), page);
      assertTrue(page.contains("Roles: 1\n  /r\n"), page);
      assertTrue(page.contains("Instance profiles: 0\n"), page);
    }
  }

  @Test
  void answersACallByGet() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      call(server, CREATE);
      String answer =
          get(
              server,
              "/?Action=GetRole&Version=2010-05-08&RoleName=r&X-Amz-Signature=0"
                  + "&X-Amz-Credential=k/20260101/us-east-1/iam/aws4_request",
              "localhost");
      assertTrue(answer.contains("<RoleName>r</RoleName>"), answer);
    }
  }

  @Test
  void anUnexpectedExceptionIsAnswered() throws IOException {
    SandboxServer.Options options =
        new SandboxServer.Options(
            0,
            null,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            line -> {
              throw new IllegalStateException("log is full");
            });
    try (SandboxServer server = SandboxServer.start(options)) {
      Conformance.Answer answer = call(server, "ListRoles");
      assertEquals(500, answer.status());
      assertTrue(answer.body().contains("log is full"), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[]",
        "{\"roles\":null}",
        "{\"policies\":null}",
        "{\"roles\":{\"r\":null}}",
        "{\"roles\":{\"r\":{\"name\":\"r\"}}}",
        "{\"rolls\":{}}"
      })
  void refusesABrokenStateFileAtStart(String content) throws IOException {
    Path state = Files.writeString(folder.resolve("s.json"), content);
    IOException e = assertThrows(StateFileException.class, () -> server(state).close());
    assertTrue(e.getMessage().contains("s.json is broken ("), e.getMessage());
    assertEquals(content, Files.readString(state));
  }

  @Test
  void aStateFileThatBreaksLaterIsAnErrorThatClientsDoNotRepeat() throws IOException {
    Path state = folder.resolve("s.json");
    try (SandboxServer server = server(state)) {
      call(server, CREATE);
      Files.writeString(state, "{");
      assertEquals("SandboxStateUnusable", call(server, "ListRoles").code());
      assertEquals(400, call(server, "DeleteRole&RoleName=r").status());
    }
  }

  @Test
  void refusesSymbolicLinks() throws IOException {
    Path target = folder.resolve("target");
    for (String name : List.of("s.json", "s.json.lock")) {
      Path link = Files.createSymbolicLink(folder.resolve(name), target);
      assertThrows(StateFileException.class, () -> server(folder.resolve("s.json")).close());
      Files.delete(link);
    }
    Files.createSymbolicLink(folder.resolve(".s.json.tmp"), target);
    try (SandboxServer server = server(folder.resolve("s.json"))) {
      assertEquals(200, call(server, CREATE).status());
    }
    assertFalse(Files.exists(target));
  }

  @Test
  void removesWhatAKilledWriterLeft() throws IOException {
    Path leftover = Files.writeString(folder.resolve(".s.json.tmp"), "{\"roles\":");
    try (SandboxServer server = server(folder.resolve("s.json"))) {
      assertFalse(Files.exists(leftover));
      assertEquals(200, call(server, CREATE).status());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("s.json", "s.json.lock"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void resetDeletesTheState() throws IOException {
    Path state = folder.resolve("s.json");
    try (SandboxServer server = server(state)) {
      call(server, CREATE);
      SandboxServer.reset(state);
      assertEquals("NoSuchEntity", call(server, "GetRole&RoleName=r").code());
    }
    Files.writeString(state, "broken");
    SandboxServer.reset(state);
    server(state).close();
  }

  @Test
  void twoServersShareAStateFileWithoutLosingAWrite() throws Exception {
    Path state = folder.resolve("s.json");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (SandboxServer one = server(state);
        SandboxServer two = server(state)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        SandboxServer server = i % 2 == 0 ? one : two;
        String name = "r" + i;
        calls.add(() -> call(server, CREATE.replace("RoleName=r", "RoleName=" + name)).status());
      }
      for (Future<Integer> status : threads.invokeAll(calls)) {
        assertEquals(200, status.get());
      }
      String page = get(one, "/", "localhost");
      assertTrue(page.contains("Roles: 40\n"), page);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateRol:1:throttle",
        "createrole:1:throttle",
        ":1:throttle",
        "any:1:throttle",
        "CreateRole:0:throttle",
        "CreateRole:1:slow",
        "CreateRole:1"
      })
  void refusesAFaultThatCannotFire(String fault) {
    assertThrows(IllegalArgumentException.class, () -> Fault.parse(fault));
  }

  @Test
  void countsPerActionForAStarAndAllCallsForAny() throws IOException {
    try (SandboxServer server = server(null, "*:2:throttle")) {
      assertEquals(200, call(server, "ListRoles").status());
      assertEquals(200, call(server, "ListPolicies").status());
      assertEquals("Throttling", call(server, "ListRoles").code());
      assertEquals("Throttling", call(server, "ListPolicies").code());
    }
    try (SandboxServer server = server(null, "ANY:2:throttle")) {
      assertEquals(200, call(server, "ListRoles").status());
      assertEquals("Throttling", call(server, "ListPolicies").code());
      assertEquals(200, call(server, "ListRoles").status());
    }
  }

  @Test
  void aDenialNamesTheResource() throws IOException {
    try (SandboxServer server = server(null, "*:*:denied")) {
      assertEquals(
          "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform:"
              + " iam:CreateRole on resource: arn:aws:iam::000000000000:role/p/r because no"
              + " identity-based policy allows the iam:CreateRole action",
          call(server, CREATE + "&Path=/p/").message());
      assertEquals(
          "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform:"
              + " sts:GetCallerIdentity on resource: * because no identity-based policy allows the"
              + " sts:GetCallerIdentity action",
          call(server, "GetCallerIdentity&Version=2011-06-15").message());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateUser",
        "ListGroups",
        "GetAccountAuthorizationDetails",
        "AssumeRoleWithWebIdentity&Version=2011-06-15",
        "AssumeRoot&Version=2011-06-15"
      })
  void saysWhichActionIsMissing(String call) throws IOException {
    try (SandboxServer server = server(null)) {
      Conformance.Answer answer = call(server, call);
      assertEquals("SandboxNotImplemented", answer.code());
      assertEquals(
          "The sandbox does not have the action " + call.replaceFirst("&.*", "") + ".",
          answer.message());
    }
  }
}
