package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.Session;
import io.github.ecsprofile.iam.Settings;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which IAM, as whom; as the AWS CLI has it. */
final class AwsOptions {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "PROFILE",
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
      names = "--allow-plain-http",
      scope = ScopeType.INHERIT,
      description = "Take an http endpoint that is not on this machine.")
  boolean plainHttp;

  @Option(
      names = "--account",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      description = "Stop, exit 2, if the credentials are another account's.")
  String account;

  @Option(
      names = "--sandbox",
      scope = ScopeType.INHERIT,
      description = "An IAM inside the process instead of AWS; keeps its state.")
  boolean sandbox;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Limit of the whole command (default: ${DEFAULT-VALUE}).")
  int timeout;

  private Map<String, String> env;
  private Messages messages;

  void in(Map<String, String> environment, Messages to) {
    this.env = environment;
    this.messages = to;
  }

  void check() {
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
    if (account != null) {
      Names.account(account);
    }
    if (endpointUrl != null) {
      endpoint("--endpoint-url", endpointUrl);
    }
  }

  private URI endpoint(String source, String url) {
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme());
      if (uri.getHost() != null && (http || "https".equals(uri.getScheme()))) {
        if (http && !plainHttp && !LOOPBACK.contains(uri.getHost())) {
          throw Failure.badInput(
              source + " " + Names.printable(url) + " is plain http to another machine",
              "Use https, or add --allow-plain-http: session tokens would travel in the clear.");
        }
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Failure.badInput(
        source + " '" + Names.printable(url) + "' is not a URL",
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

  /** Opens what a command needs to reach IAM. Closed by the caller. */
  Connection connect(boolean verbose) {
    SandboxServer server = sandbox ? server() : null;
    try {
      Settings s = server == null ? settings() : inSandbox(server);
      if (verbose) {
        String from = server != null ? server.endpoint().toString() : endpointText();
        messages.say("credentials: " + Session.credentialsSource(s, env));
        messages.say("region: " + (s.region() == null ? "none, IAM is global" : s.region()));
        messages.say("endpoint: " + (from == null ? "AWS" : Names.printable(from)));
      }
      AccountGuard guard = new AccountGuard(account, () -> Session.account(s, env));
      return new Connection(Session.open(s, env), guard, server, s.timeout());
    } catch (RuntimeException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  private Settings settings() {
    Session.requireProfile(profile, env);
    String from = firstOf("AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
    boolean ignored = "true".equalsIgnoreCase(firstOf("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));
    if (endpointUrl == null && from != null && !ignored) {
      endpoint("the endpoint in the environment,", from);
      messages.note("endpoint from the environment: " + Names.printable(from));
    }
    URI override = endpointUrl == null ? null : endpoint("--endpoint-url", endpointUrl);
    return new Settings(profile, region(), override, false, Duration.ofSeconds(timeout));
  }

  private Settings inSandbox(SandboxServer server) {
    return new Settings(null, region(), server.endpoint(), true, Duration.ofSeconds(timeout));
  }

  private String endpointText() {
    return endpointUrl != null ? endpointUrl : firstOf("AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
  }

  private SandboxServer server() {
    messages.note("sandbox: no AWS account is touched");
    try {
      return SandboxServer.start(SandboxServer.Options.file(stateFile()));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "the sandbox cannot start: " + e.getMessage(),
          "Check " + stateFile(),
          e);
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

  private String firstOf(String... names) {
    for (String name : names) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
