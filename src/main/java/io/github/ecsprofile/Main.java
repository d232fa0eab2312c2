package io.github.ecsprofile;

import io.github.ecsprofile.cli.EcsProfile;
import io.github.ecsprofile.cli.Logging;
import io.github.ecsprofile.cli.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process edge: streams, environment and arguments in, an exit code out. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream stdout =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    PrintStream stderr =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // Whatever a library prints is not the result.
    System.setOut(stderr);
    Logging.prepare(args);
    EcsProfile tool =
        new EcsProfile(
            System.in,
            stdout,
            stderr,
            System.getenv(),
            Terminal.of(System.getProperty("ecsprofile.terminal")));
    Thread hook =
        new Thread(
            () -> {
              int code = tool.interrupted();
              stderr.flush();
              Runtime.getRuntime().halt(code);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    int code = tool.run(args);
    stdout.flush();
    if (stdout.checkError() && code == 0) {
      stderr.println("error: the result could not be written to stdout");
      stderr.println("What was to be done is done; run it again for the result.");
      code = 1;
    }
    stderr.flush();
    Runtime.getRuntime().halt(code);
  }
}
