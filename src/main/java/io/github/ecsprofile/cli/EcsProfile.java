package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.ClientWarmup;
import io.github.ecsprofile.iam.Connection;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.Endpoints;
import io.github.ecsprofile.iam.Events;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.output.Renderer;
import io.github.ecsprofile.output.Theme;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The root command: global options, and all that a command may touch of the world outside. */
public final class EcsProfile implements Runnable {
  private final AwsOptions aws = new AwsOptions();
  private final OutputOptions said = new OutputOptions();
  private final InputStream in;
  private final PrintStream out;
  private final Map<String, String> env;
  private final Terminal terminal;
  private final Console messages;
  private final Set<RunReporter> journals = new LinkedHashSet<>();
  private volatile boolean serving;
  private RunReporter alone;
  private String again = "";
  private CommandLine line;

  public EcsProfile(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> env,
      Terminal terminal) {
    this.in = in;
    this.out = out;
    this.env = env;
    this.terminal = terminal;
    this.messages = new Console(err, env);
  }

  CommandSpec declare() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(this).name("ecs-profile").versionProvider(new Version());
    spec.usageMessage()
        .header("Makes the IAM instance profile that an ECS container instance needs.");
    aws.declare(spec);
    said.declare(spec);
    return spec;
  }

  /** Runs a command line to its exit code. */
  public int run(String... args) {
    again =
        "ecs-profile "
            + Arrays.stream(args).map(ShellQuoting::quoted).collect(Collectors.joining(" "));
    if (Commands.callsIam(List.of(args))) {
      ClientWarmup.start(!AwsOptions.looksPlain(env, args));
    }
    line = Commands.line(this, List.of(args));
    // The texts of the help are read by those who ask for it.
    line.setHelpSectionKeys(List.of("page"));
    line.setHelpSectionMap(
        Map.of("page", help -> CliModelBuilder.help(help.commandSpec(), width())));
    return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionStrategy(
            parsed -> {
              begin(parsed.commandSpec().commandLine());
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler((e, a) -> Failures.usage(e, messages))
        .setExecutionExceptionHandler((e, cmd, parsed) -> report(e, alone))
        .execute(args);
  }

  /** Called when the process is told to end; says what had been done. */
  public int interrupted() {
    if (serving) {
      return 0;
    }
    messages.progress("");
    messages.say("interrupted");
    List<RunReporter> open;
    synchronized (journals) {
      open = List.copyOf(journals);
    }
    for (RunReporter journal : open) {
      String soFar = journal.soFar();
      messages.say(journal.prefix() + (soFar.isEmpty() ? "Nothing had been changed." : soFar));
    }
    messages.say("Go on with: " + again);
    return 130;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(line, "no command given");
  }

  private void begin(CommandLine command) {
    messages.style(theme(terminal.stderr()), said.quiet, terminal.stderr());
    try {
      aws.check();
    } catch (Failure f) {
      throw new CommandLine.ParameterException(command, f.getMessage(), f);
    }
  }

  /** Of the help: a narrow window's, and nowhere more than is good to read. */
  private int width() {
    String columns = env.getOrDefault("COLUMNS", "");
    return terminal.stdout() && columns.matches("\\d{1,4}")
        ? Math.max(40, Math.min(80, Integer.parseInt(columns)))
        : 80;
  }

  private Theme theme(boolean aTerminal) {
    boolean plain =
        said.noColor
            || !env.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(env.get("TERM"))
            || !aTerminal;
    return plain ? Theme.PLAIN : Theme.COLOUR;
  }

  /** For what goes to stdout. */
  Theme theme() {
    return theme(terminal.stdout());
  }

  /** The account asked for; null for any. */
  String account() {
    return aws.account;
  }

  Partition partition() {
    return aws.partition(env);
  }

  IamSession connect() {
    Deadline deadline = aws.deadline();
    SandboxServer server = aws.sandbox ? server() : null;
    try {
      Connection c =
          Connection.open(
              aws.config(env, server == null ? null : server.endpoint()),
              env,
              deadline,
              new ConsoleEvents());
      if (!aws.sandbox && aws.endpointUrl == null) {
        c.endpoint()
            .ifPresent(
                e ->
                    messages.note(
                        "endpoint from "
                            + c.endpointSetting().orElse("")
                            + ": "
                            + Endpoints.printable(e)));
      }
      if (isVerbose()) {
        messages.say("credentials: " + c.credentialsSource());
        messages.say("region: " + aws.region(env).orElse("none, IAM is global"));
        messages.say("endpoint: " + c.endpoint().map(Endpoints::printable).orElse("AWS"));
      }
      return new IamSession(c, server);
    } catch (RuntimeException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  private SandboxServer server() {
    messages.note("sandbox: no AWS account is touched");
    Path file = AwsOptions.stateFile(env);
    try {
      return SandboxServer.start(SandboxServer.Options.file(file));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INTERNAL, "the sandbox cannot start: " + e.getMessage(), "Check " + file, e);
    }
  }

  private final class ConsoleEvents implements Events {
    @Override
    public void secret(String value) {
      messages.redactor().add(value);
    }

    @Override
    public void answered(String action, int status, Duration took) {
      if (said.verbose.length > 1) {
        messages.say(action + " → " + status + " in " + took.toMillis() + " ms");
      }
    }

    @Override
    public void retrying(String action, Failure cause, Duration left) {
      messages.note("retrying for up to " + left.toSeconds() + " s: " + cause.getMessage());
    }
  }

  /** The journal of the one run, which a failure and an interruption look into. */
  RunReporter journal(String prefix) {
    alone = new RunReporter(messages, prefix);
    begin(alone);
    return alone;
  }

  void begin(RunReporter journal) {
    synchronized (journals) {
      journals.add(journal);
    }
  }

  void end(RunReporter journal) {
    synchronized (journals) {
      journals.remove(journal);
    }
  }

  int report(Exception e, RunReporter journal) {
    return Failures.report(e, messages, said.verbose.length > 0, journal, again);
  }

  Console messages() {
    return messages;
  }

  Terminal terminal() {
    return terminal;
  }

  InputStream in() {
    return in;
  }

  OutputForm output() {
    return said.output;
  }

  void note(String line) {
    messages.note(line);
  }

  void warn(String line) {
    messages.warn(line);
  }

  void print(Result result, boolean many) {
    out.print(Renderer.render(result, said.output, many));
    out.flush();
  }

  /** A document that is the whole result. */
  void print(String document) {
    out.print(document);
    out.flush();
  }

  void serving(String line) {
    serving = true;
    print(line + "\n");
  }

  boolean isVerbose() {
    return said.verbose.length > 0;
  }
}
