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
  @TempDir Path dir;

  private Tool.Run run(String... words) {
    return Tool.inSandbox(dir.resolve("state")).run(words);
  }

  @Test
  void whatItWritesIsWhatIsBuiltIn() {
    Path folder = dir.resolve("a/b");
    Tool.Run init = run("init", folder.toString());
    assertEquals(0, init.code(), init.all());
    assertEquals(
        Stream.of("trust-policy.json", "tags.json", "policies.json")
            .map(name -> folder.resolve(name).toString())
            .toList(),
        init.out().lines().toList());
    assertTrue(init.out().lines().allMatch(file -> Files.isRegularFile(Path.of(file))));
    String[] export = {"export", "--format", "terraform", "--project", "p"};
    assertEquals(
        run(export).out(),
        run("export", "--format", "terraform", "--project", "p", "--templates", folder.toString())
            .out());
  }

  @Test
  void whatIsEditedCounts() throws IOException {
    run("init", dir.toString());
    Path tags = dir.resolve("tags.json");
    Files.writeString(tags, Files.readString(tags).replaceFirst("\\{", "{ \"Team\": \"web\","));
    Tool.Run dry =
        run(
            "--sandbox",
            "all",
            "--project",
            "p",
            "--templates",
            dir.toString(),
            "--output",
            "json");
    assertEquals(0, dry.code(), dry.all());
    assertEquals(
        0, run("--sandbox", "verify", "--project", "p", "--tag", "Team=web", "--prune").code());
  }

  @Test
  void nothingIsOverwrittenNorHalfDone() throws IOException {
    Files.writeString(dir.resolve("policies.json"), "mine");
    Tool.Run run = run("init", dir.toString());
    assertEquals(4, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertEquals("mine", Files.readString(dir.resolve("policies.json")));
    assertFalse(Files.exists(dir.resolve("tags.json")));
  }

  @Test
  void aFolderThatCannotBeIsBadInput() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    for (String folder : List.of(file.toString(), file.resolve("x").toString(), "")) {
      Tool.Run run = run("init", folder);
      assertEquals(2, run.code(), run.all());
      assertEquals(2, run.err().lines().count(), run.err());
    }
  }
}
