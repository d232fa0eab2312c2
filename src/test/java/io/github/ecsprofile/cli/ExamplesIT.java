package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.help.HelpText;
import io.github.ecsprofile.launcher.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of every help, as it stands, in a shell, in an empty folder. */
class ExamplesIT {
  @TempDir Path dir;

  private Process start(Path folder, String line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", Launcher.PACKAGED.getParent() + ":" + System.getenv("PATH"));
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return builder.start();
  }

  @Test
  void eachWorks() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(Commands.names());
    all.add("ecs-profile");
    for (String name : all) {
      Path folder = Files.createDirectories(dir.resolve(name));
      for (String line : HelpText.of(name).examples()) {
        if (line.startsWith("ecs-profile sandbox")) {
          serves(folder, line);
          continue;
        }
        Process process = start(folder, line);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), line + "\n" + said);
      }
    }
  }

  private void serves(Path folder, String line) throws IOException, InterruptedException {
    Process process = start(folder, "exec " + line);
    StringBuilder said = new StringBuilder();
    while (!said.toString().matches("(?s).*(^|\n)http://127\\.0\\.0\\.1:\\d+\n.*")) {
      int c = process.getInputStream().read();
      assertTrue(c >= 0, said.toString());
      said.append((char) c);
    }
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), line);
    assertEquals(0, process.exitValue(), line);
  }
}
