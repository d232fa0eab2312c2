package io.github.ecsprofile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What --version says; the build writes it. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in =
        EcsProfile.class.getResourceAsStream("/io/github/ecsprofile/version.txt")) {
      return new String[] {
        "ecs-profile " + new String(in.readAllBytes(), StandardCharsets.UTF_8).trim()
      };
    }
  }
}
