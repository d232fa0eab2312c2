package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.sandbox.CallerPolicies;
import io.github.ecsprofile.sandbox.Fault;
import io.github.ecsprofile.sandbox.SandboxServer;
import io.github.ecsprofile.sandbox.StateFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile sandbox}: serves until SIGTERM or Ctrl-C. */
final class Sandbox implements Subcommand {
  private final CommandContext context;

  int port;
  Path state;
  int latency;
  int consistency;
  boolean reset;
  List<String> faults = new ArrayList<>();
  List<String> servicePrincipals = new ArrayList<>();
  List<String> callerPolicies = new ArrayList<>();
  Path callerBoundary;
  List<String> scps = new ArrayList<>();

  Sandbox(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.value(
        Integer.class,
        "--port",
        "N",
        "0",
        "The port; 0 takes a free one (default: 0).",
        v -> port = v);
    to.value(
        Path.class,
        "--state",
        "FILE",
        "Keep the state in FILE (default: in memory).",
        v -> state = v);
    to.flag(
        "--reset", "Delete the state of --state, or else of --sandbox, and exit.", v -> reset = v);
    to.value(
        Integer.class,
        "--latency",
        "MS",
        "0",
        "Delay of each answer in milliseconds (default: 0).",
        v -> latency = v);
    to.value(
        Integer.class,
        "--consistency",
        "MS",
        "0",
        "Milliseconds until reads show a write (default: 0).",
        v -> consistency = v);
    to.list(
        "--fault",
        "ACTION:N:KIND",
        "Fail the N-th call of ACTION, %N for each N-th, or * for each. ACTION is a name, * (each action has its own count), or ANY (all calls count together). KIND: throttle, error-500, drop, lost, html-503, denied, arn-is-id; may be repeated.",
        v -> faults = v);
    to.list(
        "--service-principal",
        "NAME",
        "Accept NAME in trust policies, besides AWS's service principals; may be repeated.",
        v -> servicePrincipals = v);
    to.list(
        "--caller-policy",
        "FILE",
        "Allow callers what this identity policy allows (default: everything); may be repeated.",
        v -> callerPolicies = v);
    to.value(
        Path.class,
        "--caller-boundary",
        "FILE",
        "Limit callers by this permissions boundary.",
        v -> callerBoundary = v);
    to.list(
        "--scp",
        "FILE",
        "Limit callers by this service control policy; may be repeated.",
        v -> scps = v);
  }

  @Override
  public ExitCode run() {
    require("--port", port, 65535);
    require("--latency", latency, Integer.MAX_VALUE);
    require("--consistency", consistency, Integer.MAX_VALUE);
    if (reset) {
      reset();
      return ExitCode.OK;
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
    CallerPolicies limits = callerPolicies();
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
                          : line -> {})
                  .withServicePrincipals(servicePrincipals)
                  .withCallerPolicies(limits));
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
          e instanceof StateFileException
              ? "Delete the state: ecs-profile sandbox --reset --state "
                  + ShellQuoting.quoted(state.toString())
              : "Try another --port.",
          e);
    }
  }

  private static void require(String option, int value, int max) {
    if (value < 0 || value > max) {
      throw Failure.badInput(option + " " + value + ": out of range", "Give 0 to " + max + ".");
    }
  }

  /** Serves until the process is asked to end. */
  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CallerPolicies callerPolicies() {
    try {
      return CallerPolicies.parse(
          read(callerPolicies),
          callerBoundary == null ? Map.of() : read(List.of(callerBoundary.toString())),
          read(scps));
    } catch (IllegalArgumentException e) {
      throw Failure.badInput(
          e.getMessage(), "Give policies that IAM accepts, with the keys that the sandbox knows.");
    }
  }

  private static Map<String, String> read(List<String> files) {
    Map<String, String> documents = new LinkedHashMap<>();
    for (String file : files) {
      try {
        documents.put(file, Files.readString(Path.of(file)));
      } catch (NoSuchFileException e) {
        throw Failure.badInput(file + ": does not exist", "Give a path that exists.");
      } catch (IOException | InvalidPathException e) {
        throw Failure.badInput(file + ": cannot be read: " + e.getMessage(), "Check the path.");
      }
    }
    return documents;
  }

  private void reset() {
    Path file = state == null ? AwsOptions.stateFile(context.env()) : state;
    try {
      SandboxServer.reset(file);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INTERNAL, "cannot delete " + file + ": " + e.getMessage(), "Delete it.", e);
    }
  }
}
