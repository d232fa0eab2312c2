package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  private static final List<String> NAMES =
      List.of("trust-policy.json", "tags.json", "policies.json");

  @TempDir Path dir;

  private CliRunner.Run run(String... args) {
    return CliRunner.inSandbox(dir.resolve("state")).run(args);
  }

  @Test
  void whatItWritesMakesTheSameProfileAsWithoutIt() throws IOException {
    Path folder = dir.resolve("a/b");
    CliRunner.Run init = run("init", folder.toString());
    assertEquals(0, init.code(), init.all());
    assertEquals(NAMES.stream().map(n -> folder.resolve(n) + "\n").toList(), lines(init.out()));
    CliRunner.Run all = run("--sandbox", "all", "--project", "x");
    assertEquals(0, all.code(), all.all());
    CliRunner.Run verify =
        run("--sandbox", "verify", "--project", "x", "--prune", "--templates", folder.toString());
    assertEquals(0, verify.code(), verify.all());
    // They are read: another trust policy would be a conflict.
    Files.writeString(folder.resolve("tags.json"), "{\"Team\": \"web\"}");
    assertEquals(
        10, run("--sandbox", "verify", "--project", "x", "--templates", folder.toString()).code());
  }

  private static List<String> lines(String text) {
    return text.lines().map(l -> l + "\n").toList();
  }

  @Test
  void oneFileInTheWayStopsItBeforeTheFirst() throws IOException {
    for (String name : NAMES) {
      Path folder = Files.createDirectories(dir.resolve("of-" + name));
      Files.writeString(folder.resolve(name), "mine");
      CliRunner.Run init = run("init", folder.toString());
      assertEquals(4, init.code(), init.all());
      assertEquals("", init.out());
      assertEquals(2, init.err().lines().count(), init.err());
      assertTrue(init.err().contains(folder.resolve(name).toString()), init.err());
      assertEquals("mine", Files.readString(folder.resolve(name)));
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(List.of(folder.resolve(name)), files.toList());
      }
    }
  }

  @Test
  void aLinkIntoTheVoidIsInTheWayToo() throws IOException {
    Files.createSymbolicLink(dir.resolve("policies.json"), dir.resolve("nowhere"));
    assertEquals(4, run("init", dir.toString()).code());
    assertFalse(Files.exists(dir.resolve("tags.json")));
    assertFalse(Files.exists(dir.resolve("nowhere")));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    for (String where : List.of(file.toString(), file.resolve("below").toString(), "")) {
      CliRunner.Run init = run("init", where);
      assertEquals(2, init.code(), init.all());
      assertEquals("", init.out());
      assertEquals(2, init.err().lines().count(), init.err());
    }
  }

  @Test
  void theOtherForms() {
    Path folder = dir.resolve("json");
    CliRunner.Run json = run("init", "--output", "json", folder.toString());
    assertEquals(
        "{\"files\":[\"%1$s/trust-policy.json\",\"%1$s/tags.json\",\"%1$s/policies.json\"]}\n"
            .formatted(folder),
        json.out());
    CliRunner.Run env = run("init", "--output", "env", dir.resolve("env").toString());
    assertEquals(2, env.code(), env.all());
    assertFalse(Files.exists(dir.resolve("env")));
  }
}
