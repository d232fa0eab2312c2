package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.ClientWarmup;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.output.Console;
import io.github.ecsprofile.output.Redactor;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses a command line and runs it. Everything of the process comes in by the constructor. */
public final class EcsProfile {
  private static final List<String> SECRET_VARIABLES =
      List.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN");

  private final InputStream in;
  private final Map<String, String> env;
  private final Terminal terminal;
  private final Redactor redactor = new Redactor();
  private final Console console;
  private volatile CommandContext context;

  public EcsProfile(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> env,
      Terminal terminal) {
    this.in = in;
    this.env = env;
    this.terminal = terminal;
    SECRET_VARIABLES.forEach(name -> redactor.add(env.get(name)));
    this.console = new Console(out, err, "true".equals(env.get("GITHUB_ACTIONS")), redactor);
  }

  /** Runs a command line to its exit code; never throws. */
  public int run(String... args) {
    List<String> words = List.of(args);
    RunningCommand running = new RunningCommand(words, this::specification);
    context = new CommandContext(in, console, redactor, env, terminal, running);
    try {
      if (Commands.callsIam(words)) {
        ClientWarmup.start(!AwsOptions.looksPlain(env, words));
      }
      return run(words, running).code();
    } catch (RuntimeException | Error e) {
      return new ErrorReporter(context).report(e).code();
    }
  }

  private ExitCode run(List<String> words, RunningCommand running) {
    ParseResult parsed;
    try {
      parsed = parse(words);
    } catch (ParameterException e) {
      return new UsageErrors(context).report(e);
    }
    ParseResult last = parsed.subcommand() == null ? parsed : parsed.subcommand();
    if (parsed.isUsageHelpRequested() || last.isUsageHelpRequested()) {
      context.print(CliModelBuilder.help(last.commandSpec(), context.helpWidth()));
      return ExitCode.OK;
    }
    if (parsed.isVersionHelpRequested() || last.isVersionHelpRequested()) {
      context.print(Version.text() + "\n");
      return ExitCode.OK;
    }
    EnvironmentDefaults defaults = EnvironmentDefaults.of(parsed, env);
    context.use(defaults);
    List<String> effective = defaults.addedTo(words, parsed.commandSpec());
    try {
      parsed = defaults.isEmpty() ? parsed : parse(effective);
    } catch (ParameterException e) {
      return new UsageErrors(context).report(e);
    }
    running.parsed(effective, parsed);
    UsageErrors.requireUsed(parsed);
    context.begin();
    if (parsed.subcommand() == null) {
      console.printRendered(
          CliModelBuilder.help(parsed.commandSpec(), context.helpWidth()).lines().toList());
      return ExitCode.BAD_INPUT;
    }
    return ((Subcommand) parsed.subcommand().commandSpec().userObject()).run();
  }

  private ParseResult parse(List<String> words) {
    CommandLine line = Commands.line(context, root(context), words);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.parseArgs(words.toArray(String[]::new));
  }

  /** Returns the specification of the root command, with the global options. */
  static CommandSpec root(CommandContext context) {
    CommandSpec spec = CommandSpec.create().name("ecs-profile");
    spec.usageMessage()
        .header("Provision the IAM instance profile that Amazon ECS container instances need.");
    context.declare(spec);
    return spec;
  }

  private CommandSpec specification(String command) {
    return Commands.spec(Commands.named(command).orElseThrow(), context);
  }

  /** Reports what had been done when the process is asked to end; returns the exit code. */
  public int interrupted() {
    CommandContext current = context;
    if (current == null) {
      return ExitCode.INTERRUPTED.code();
    }
    if (current.runs().isServing()) {
      return ExitCode.OK.code();
    }
    console.seal(current.runs().interrupt(current.running()));
    return ExitCode.INTERRUPTED.code();
  }
}
