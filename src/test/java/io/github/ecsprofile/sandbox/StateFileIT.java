package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.launcher.Launcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one state file, one of which is killed while it writes. */
class StateFileIT {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  /** A sandbox process. */
  private record Served(Process process, Conformance client) {}

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  private Served serve(Path state) throws IOException {
    Process process =
        new Launcher(Launcher.PACKAGED).start(List.of("sandbox", "--state", state.toString()));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String url = out.readLine();
    assertTrue(url != null && url.startsWith("http"), url);
    return new Served(process, new Conformance(URI.create(url), RequestContext.ACCOUNT));
  }

  private boolean create(Conformance client, String name) {
    sent.add(name);
    boolean created =
        client.call("CreateRole&AssumeRolePolicyDocument=${trust}&RoleName=" + name).status()
            == 200;
    if (created) {
      acknowledged.add(name);
    }
    return created;
  }

  /** Creates roles until the server stops; counts down with each. */
  private Callable<Void> writer(Conformance client, String prefix, CountDownLatch writes) {
    return () -> {
      try {
        for (int i = 0; create(client, prefix + "-" + i); i++) {
          writes.countDown();
        }
      } catch (RuntimeException e) {
        // The connection broke: the process was killed.
      }
      return null;
    };
  }

  private static Set<String> roles(Conformance client) {
    Set<String> names = ConcurrentHashMap.newKeySet();
    String body = client.call("ListRoles&MaxItems=1000").body();
    for (String part : body.split("<RoleName>")) {
      if (part.contains("</RoleName>")) {
        names.add(part.substring(0, part.indexOf('<')));
      }
    }
    return names;
  }

  @Test
  void noWriteIsLostAndNoneIsHalfDone() throws Exception {
    Path state = folder.resolve("s.json");
    ExecutorService threads = Executors.newCachedThreadPool();
    Served survivor = serve(state);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Served victim = serve(state);
        CountDownLatch writes = new CountDownLatch(20 + 7 * round);
        List<Future<Void>> running = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          running.add(threads.submit(writer(victim.client, "v" + round + "-" + w, writes)));
        }
        Process killed = victim.process;
        running.add(
            threads.submit(
                () -> {
                  writes.await();
                  killed.destroyForcibly().waitFor();
                  return null;
                }));
        // Reads and writes of the other process, until the victim is dead.
        for (int i = 0; killed.isAlive(); i++) {
          assertTrue(create(survivor.client, "s" + round + "-" + i));
          assertTrue(roles(survivor.client).containsAll(Set.of("s" + round + "-" + i)));
        }
        for (Future<Void> f : running) {
          f.get();
        }
        assertTrue(create(survivor.client, "after" + round));
        Set<String> found = roles(survivor.client);
        assertTrue(found.containsAll(acknowledged), "a write that was answered is lost");
        assertTrue(sent.containsAll(found));
      }
      Set<String> kept = roles(survivor.client);
      survivor.process.destroyForcibly().waitFor();
      survivor = serve(state);
      assertEquals(kept, roles(survivor.client));
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(
            List.of("s.json", "s.json.lock"),
            files.map(f -> f.getFileName().toString()).sorted().toList());
      }
    } finally {
      survivor.process.destroyForcibly();
      threads.shutdownNow();
    }
  }
}
