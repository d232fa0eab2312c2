package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code --templates} finds in a directory: never the built-in one in place of a broken one.
 */
class TemplatesDirectoryTest {
  private static final String[] NAMES = {"trust-policy.json", "tags.json", "policies.json"};

  @TempDir Path dir;

  private CliRunner.Run export(String... more) {
    String[] args = {"export", "--format", "terraform", "--project", "x", "--templates", dir + ""};
    String[] all = new String[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CliRunner.at("http://127.0.0.1:9").run(all);
  }

  private void refused(String expected) {
    CliRunner.Run run = export();
    assertEquals(2, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(expected), run.err());
  }

  @Test
  void aDirectoryWithoutATemplateIsRefused() throws IOException {
    refused("no template in this directory");
    Files.writeString(dir.resolve("README.md"), "");
    refused("no template in this directory");
    Files.writeString(dir.resolve("trust.json"), "{}");
    refused("Did you mean trust-policy.json?");
    Files.delete(dir.resolve("trust.json"));
    Files.writeString(dir.resolve("policy.json"), "[]");
    refused("only policy.json");
    refused("Did you mean policies.json?");
  }

  @Test
  void anotherJsonFileIsAWarningWithTheNearestName() throws IOException {
    Files.writeString(dir.resolve("tags.json"), "{\"Team\": \"web\"}");
    Files.writeString(dir.resolve("trust_policy.json"), "{}");
    Files.writeString(dir.resolve("package.json"), "{}");
    Files.writeString(dir.resolve("notes.txt"), "");
    CliRunner.Run run = export();
    assertEquals(0, run.code(), run.all());
    assertTrue(run.out().contains("\"Team\"      = \"web\""), run.out());
    assertTrue(
        run.err().contains("trust_policy.json is not used: did you mean trust-policy.json?"),
        run.err());
    assertTrue(run.err().contains("package.json is not used: the templates are"), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  @Test
  void aTemplateThatCannotBeReadIsNeverReplacedByTheBuiltInOne() throws IOException {
    for (String name : NAMES) {
      Path file = dir.resolve(name);
      Files.createSymbolicLink(file, dir.resolve("nowhere"));
      refused("symbolic link to a file that does not exist");
      Files.delete(file);
      Files.createSymbolicLink(file, file);
      refused("cannot be read");
      Files.delete(file);
      Files.createDirectory(file);
      refused("is a directory");
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
      refused("not a regular file");
      Files.delete(file);
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNamedPipeIsRefusedAndNotOpened() throws IOException, InterruptedException {
    Path pipe = dir.resolve("tags.json");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    refused("not a regular file");
  }

  @Test
  void aLinkToAFileIsFollowed() throws IOException {
    Path real = Files.writeString(dir.resolve("real"), "{\"Team\": \"web\"}");
    Files.createSymbolicLink(dir.resolve("tags.json"), real);
    assertTrue(export().out().contains("\"Team\""));
  }

  @Test
  void aFileOfAComponentThatTheCommandDoesNotUseIsNotRead() throws IOException {
    Files.writeString(dir.resolve("trust-policy.json"), "broken");
    Files.writeString(dir.resolve("policies.json"), "broken");
    CliRunner.Run run =
        CliRunner.inSandbox(dir.resolve("state"))
            .run("--sandbox", "create-profile", "--project", "x", "--templates", dir.toString());
    assertEquals(0, run.code(), run.all());
    assertFalse(run.err().contains("broken"), run.err());
    refused("trust-policy.json, line 1: invalid JSON");
  }

  @Test
  void aFileOfItsOwnWinsOverTheDirectory() throws IOException {
    Files.writeString(dir.resolve("policies.json"), "[\"AmazonS3ReadOnlyAccess\"]");
    Path own = Files.writeString(dir.resolve("own"), "[\"AmazonSQSFullAccess\"]");
    String hcl = export("--policies", own.toString()).out();
    assertTrue(hcl.contains("AmazonSQSFullAccess"), hcl);
    assertFalse(hcl.contains("AmazonS3ReadOnlyAccess"), hcl);
  }
}
