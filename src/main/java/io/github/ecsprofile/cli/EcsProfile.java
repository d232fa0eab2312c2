package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Session;
import io.github.ecsprofile.iam.Settings;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.render.OutputForm;
import io.github.ecsprofile.render.Renderer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: global options, and all that a command may touch of the world outside. */
@Command(
    name = "ecs-profile",
    header = "Makes the IAM instance profile that an ECS container instance needs.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = EcsProfile.Version.class,
    subcommands = {
      All.class,
      CreateRole.class,
      AttachPolicies.class,
      CreateProfile.class,
      AddRole.class,
      GetArn.class,
      Sandbox.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:a defect, or an answer from AWS that no other code covers",
      "2:bad usage or bad input; nothing was sent",
      "3:not there: the profile, the base of a step, a managed policy",
      "4:conflict: something that exists differs; nothing was changed",
      "5:no or bad credentials, or access denied",
      "6:not now: throttled, no connection, no end in time; run it again",
      "130:interrupted"
    },
    footer = {"", "Try it without an AWS account: ecs-profile --sandbox all --project demo"})
public final class EcsProfile implements Runnable {
  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Profile of the AWS config files; wins over keys in the environment.")
  String profile;

  @Option(
      names = "--region",
      scope = ScopeType.INHERIT,
      paramLabel = "REGION",
      description = "Decides the partition; IAM itself is global.")
  String region;

  @Option(
      names = "--endpoint-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Another IAM endpoint.")
  String endpointUrl;

  @Option(
      names = "--sandbox",
      scope = ScopeType.INHERIT,
      description = "An IAM inside the process instead of AWS; keeps its state.")
  boolean sandbox;

  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, json or env (default: ${DEFAULT-VALUE}).")
  OutputForm output;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Of the whole command (default: ${DEFAULT-VALUE}).")
  int timeout;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tell more; -vv: the SDK's log too.")
  boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only errors on stderr.")
  boolean quiet;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour.")
  boolean noColor;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      scope = ScopeType.INHERIT,
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> env;
  private final List<String> done = new ArrayList<>();
  private volatile boolean serving;

  public EcsProfile(PrintStream out, PrintStream err, Map<String, String> env) {
    this.out = out;
    this.err = err;
    this.env = env;
  }

  /** Runs a command line to its exit code. */
  public int run(String... args) {
    return new CommandLine(this)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionStrategy(
            parsed -> {
              checkGlobals();
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler((e, a) -> Failures.usage(e, err))
        .setExecutionExceptionHandler(
            (e, cmd, parsed) -> Failures.report(e, err, verbose.length > 0, done))
        .execute(args);
  }

  /** Called when the process is told to end; says what had been done. */
  public int interrupted() {
    if (serving) {
      return 0;
    }
    err.println(
        "interrupted; "
            + (done.isEmpty()
                ? "nothing had been changed"
                : "done so far: " + String.join("; ", done)));
    err.println("Run the same command again: it goes on from here.");
    return 130;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }

  private void checkGlobals() {
    if (timeout < 1 || timeout > 86400) {
      throw Failure.badInput(
          "--timeout " + timeout + " is out of range", "Give 1 to 86400 seconds.");
    }
    if (sandbox && endpointUrl != null) {
      throw Failure.badInput(
          "--sandbox and --endpoint-url exclude each other", "Leave one of them out.");
    }
    if (profile != null && profile.isBlank()) {
      throw Failure.badInput("--profile is empty", "Name a profile, or leave it out.");
    }
    endpoint();
    Logging.level(verbose.length);
  }

  private URI endpoint() {
    if (endpointUrl == null) {
      return null;
    }
    try {
      URI uri = URI.create(endpointUrl);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Failure.badInput(
        "--endpoint-url '" + Names.printable(endpointUrl) + "' is not a URL",
        "It looks like http://127.0.0.1:5000");
  }

  /** The region asked for, checked; null for none. */
  String region() {
    String name = region != null ? region : firstOf("AWS_REGION", "AWS_DEFAULT_REGION");
    if (name == null
        && !sandbox
        && (profile != null
            || firstOf("AWS_PROFILE") != null
            || firstOf("AWS_ACCESS_KEY_ID") == null)) {
      Session.requireProfile(profile, env);
      name = Session.profileRegion(profile, env).orElse(null);
    }
    if (name != null) {
      Partition.ofRegion(name);
    }
    return name;
  }

  Partition partition() {
    String name = region();
    return name == null ? Partition.AWS : Partition.ofRegion(name);
  }

  private String firstOf(String... names) {
    for (String name : names) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /** Opens what a command needs to reach IAM. Closed by the caller. */
  Connection connect() {
    if (!sandbox) {
      Session.requireProfile(profile, env);
      Settings s = new Settings(profile, region(), endpoint(), false, Duration.ofSeconds(timeout));
      String from = firstOf("AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
      if (endpointUrl == null && from != null) {
        note("endpoint from the environment: " + Names.printable(from));
      }
      tell(s, endpointUrl != null ? endpointUrl : from);
      return new Connection(Session.open(s, env), null);
    }
    warn("sandbox: no AWS account is touched");
    try {
      SandboxServer server = SandboxServer.start(SandboxServer.Options.file(stateFile()));
      Settings s =
          new Settings(null, region(), server.endpoint(), true, Duration.ofSeconds(timeout));
      tell(s, server.endpoint().toString());
      return new Connection(Session.open(s, env), server);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "the sandbox cannot start: " + e.getMessage(),
          "Check " + stateFile(),
          e);
    }
  }

  private void tell(Settings s, String endpoint) {
    if (verbose.length > 0) {
      err.println("credentials: " + Session.credentialsSource(s, env));
      err.println("region: " + (s.region() == null ? "none, IAM is global" : s.region()));
      err.println("endpoint: " + (endpoint == null ? "AWS" : Names.printable(endpoint)));
    }
  }

  private Path stateFile() {
    String state = firstOf("XDG_STATE_HOME");
    String home = firstOf("HOME", "USERPROFILE");
    Path root =
        state != null && Path.of(state).isAbsolute()
            ? Path.of(state)
            : home != null
                ? Path.of(home, ".local", "state")
                : Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "ecs-profile-" + System.getProperty("user.name"));
    return root.resolve("ecs-profile").resolve("sandbox.json");
  }

  void done(String line) {
    synchronized (done) {
      done.add(line);
    }
    note(line);
  }

  void note(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  void warn(String line) {
    note("warning: ".concat(line).replaceFirst("^warning: sandbox: ", "sandbox: "));
  }

  Duration timeout() {
    return Duration.ofSeconds(timeout);
  }

  void print(Result result) {
    out.print(Renderer.render(result, output));
    out.flush();
  }

  void serving(String line) {
    serving = true;
    out.print(line + "\n");
    out.flush();
  }

  PrintStream err() {
    return err;
  }

  boolean isVerbose() {
    return verbose.length > 0;
  }

  static final class Version implements CommandLine.IVersionProvider {
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
}
