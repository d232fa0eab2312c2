package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.sandbox.Fault;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile sandbox}: serves until SIGTERM or Ctrl-C. */
final class Sandbox implements Subcommand {
  private final CommandContext context;

  int port;
  Path state;
  int latency;
  int consistency;
  List<String> faults = new ArrayList<>();

  Sandbox(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.TARGET);
    to.value(
        Integer.class,
        "--port",
        "N",
        "0",
        "The port; 0 takes a free one (default: 0).",
        v -> port = v);
    to.value(
        Path.class, "--state", "FILE", "Keeps its state there; in memory without.", v -> state = v);
    to.value(
        Integer.class,
        "--latency",
        "MS",
        "0",
        "Waits so long before each answer.",
        v -> latency = v);
    to.value(
        Integer.class,
        "--consistency",
        "MS",
        "0",
        "What was written is not read for so long.",
        v -> consistency = v);
    to.list(
        "--fault",
        "ACTION:N:KIND",
        "N-th call, %K for every K-th, or *; throttle, error-500, drop, lost, html-503, denied, arn-is-id; may be repeated.",
        v -> faults = v);
  }

  /** Serves until the process is asked to end. */
  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ExitCode run() {
    if (port < 0 || port > 65535 || latency < 0 || consistency < 0) {
      throw Failure.badInput(
          "a number is out of range", "Give --port 0 to 65535, and milliseconds from 0.");
    }
    List<Fault> parsed = new ArrayList<>();
    for (String text : faults) {
      try {
        parsed.add(Fault.parse(text));
      } catch (IllegalArgumentException e) {
        throw Failure.badInput(
            "--fault " + text + ": " + e.getMessage(),
            "Write ACTION:N:KIND, such as CreateRole:1:throttle.");
      }
    }
    try {
      SandboxServer server =
          SandboxServer.start(
              new SandboxServer.Options(
                  port,
                  state,
                  Duration.ofMillis(latency),
                  Duration.ofMillis(consistency),
                  parsed,
                  context.isVerbose()
                      ? line -> context.console().print(List.of(line))
                      : line -> {}));
      context.note("unset AWS_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
      context.note("export AWS_ENDPOINT_URL_IAM=" + server.endpoint());
      context.note("export AWS_ENDPOINT_URL_STS=" + server.endpoint());
      context.note("export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox");
      context.note("export AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1");
      context.runs().serve();
      // A server whose address was not written cannot be used.
      if (context.console().result(server.endpoint() + "\n")) {
        await();
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          "the sandbox cannot start: " + e.getMessage(),
          "Try another --port.",
          e);
    }
  }
}
