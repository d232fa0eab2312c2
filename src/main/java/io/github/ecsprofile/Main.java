package io.github.ecsprofile;

import io.github.ecsprofile.cli.EcsProfile;
import io.github.ecsprofile.cli.Logging;
import io.github.ecsprofile.cli.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process edge: streams, environment and arguments in, an exit code out.
 *
 * <p>The process ends in one of four ways:
 *
 * <ul>
 *   <li>The command ends: its exit code.
 *   <li>Its result cannot be written: 1 and one line. Where the reader of a pipe ended, 141 without
 *       a line, as for a program that SIGPIPE ends (128 + 13): {@code ecs-profile completion bash |
 *       head -2} is no error of anyone.
 *   <li>Any {@link Throwable} on the main thread: 1, one line and a hint.
 *   <li>A signal: the exit code that {@link EcsProfile#interrupted} gives.
 * </ul>
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int CLOSED_PIPE = 141;

  /** How long a result may take to be written after a signal, in milliseconds. */
  private static final long WRITE_GRACE = 1_000;

  private final ResultStream result = new ResultStream(new FileOutputStream(FileDescriptor.out));
  private final PrintStream stdout =
      new PrintStream(new BufferedOutputStream(result), false, StandardCharsets.UTF_8);
  private final PrintStream stderr =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  private final AtomicBoolean ending = new AtomicBoolean();

  private Main() {}

  public static void main(String[] args) {
    ProcessTerminal.occupyClosedStreams();
    NativeImage.start();
    new Main().run(args);
  }

  private void run(String... args) {
    // What a library prints is not the result.
    System.setOut(stderr);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> stderr.println("warning: internal error in a thread: " + e));
    int code;
    try {
      Logging.prepare(args);
      Terminal terminal = ProcessTerminal.of(System.getProperty("ecsprofile.terminal"));
      EcsProfile tool =
          new EcsProfile(System.in, stdout, stderr, environment(terminal, args), terminal);
      Runtime.getRuntime().addShutdownHook(new Thread(interruption(tool)));
      code = tool.run(args);
    } catch (Throwable e) { // StackOverflowError and OutOfMemoryError included
      code = failed(e);
    }
    end(code);
  }

  private static Map<String, String> environment(Terminal terminal, String... args) {
    Map<String, String> env = System.getenv();
    if (!terminal.stdout() || env.containsKey("COLUMNS") || !ProcessTerminal.needsWidth(args)) {
      return env;
    }
    Map<String, String> withColumns = new HashMap<>(env);
    withColumns.put("COLUMNS", ProcessTerminal.columns());
    return withColumns;
  }

  private int failed(Throwable error) {
    stderr.println("error: internal error: " + error.getClass().getName());
    stderr.println("hint: Run the command again with -v and report the output.");
    return FAILED;
  }

  /** Ends the process, unless a signal came first: then the interruption does. */
  private void end(int ofTool) {
    stdout.flush();
    if (!ending.compareAndSet(false, true)) {
      awaitHalt(Long.MAX_VALUE);
    }
    int code = ofTool;
    IOException failure = result.failure();
    if (failure != null) {
      boolean closedPipe = ResultStream.isPipe();
      code = closedPipe ? CLOSED_PIPE : FAILED;
      if (!closedPipe) {
        stderr.println("error: cannot write the result to stdout: " + failure.getMessage());
      }
    }
    stderr.flush();
    Runtime.getRuntime().halt(code);
  }

  /** Only a signal starts the shutdown hook, since every other way ends in a halt. */
  private Runnable interruption(EcsProfile tool) {
    return () -> {
      if (!ending.compareAndSet(false, true)) {
        awaitHalt(WRITE_GRACE);
      }
      int code = tool.interrupted();
      stderr.flush();
      Runtime.getRuntime().halt(code);
    };
  }

  private static void awaitHalt(long milliseconds) {
    try {
      new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
