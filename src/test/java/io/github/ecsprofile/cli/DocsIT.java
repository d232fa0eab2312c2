package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.launcher.Launcher;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the shell blocks of each page in order, in an empty directory, except those that the page
 * excludes. A local endpoint, empty at the start of the page, stands in for AWS.
 */
class DocsIT {
  @TempDir Path dir;

  private static boolean isRun(DocPage.Block block) {
    return block.language().equals("sh") && block.runs();
  }

  static List<DocPage> pages() throws IOException {
    return DocPage.all().stream().filter(p -> p.blocks().stream().anyMatch(DocsIT::isRun)).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachBlockExitsZero(DocPage page) throws IOException, InterruptedException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      for (DocPage.Block block : page.blocks()) {
        if (isRun(block)) {
          succeeds(block.content().replace("123456789012", "000000000000"), server);
        }
      }
    }
  }

  private void succeeds(String script, SandboxServer server)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-c", script)
            .directory(dir.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("PATH", Launcher.PACKAGED.getParent() + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", dir.toString());
    builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
    builder.environment().put("AWS_ENDPOINT_URL", server.endpoint().toString());
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), script + "\n" + output);
  }
}
