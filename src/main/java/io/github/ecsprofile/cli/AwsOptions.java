package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.Session;
import io.github.ecsprofile.iam.Settings;
import io.github.ecsprofile.manual.Option.Group;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import software.amazon.awssdk.services.iam.IamClient;

/** Which IAM, as whom; as the AWS CLI has it. */
final class AwsOptions {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  String profile;
  String region;
  String endpointUrl;
  boolean plainHttp;
  String account;
  boolean sandbox;
  int timeout;

  void declare(CommandSpec spec) {
    Options to = Options.global(spec, Group.AWS);
    to.value(
        String.class,
        "--profile",
        "PROFILE",
        "Profile of the AWS config files; wins over keys in the environment.",
        v -> profile = v);
    to.value(
        String.class,
        "--region",
        "REGION",
        "Decides the partition; IAM itself is global.",
        v -> region = v);
    to.value(String.class, "--endpoint-url", "URL", "Another IAM endpoint.", v -> endpointUrl = v);
    to.flag(
        "--allow-plain-http",
        "Take an http endpoint that is not on this machine.",
        v -> plainHttp = v);
    to.value(
        String.class,
        "--account",
        "ID",
        "Stop, exit 2, if the credentials are another account's.",
        v -> account = v);
    to.flag(
        "--sandbox",
        "An IAM inside the process instead of AWS; keeps its state.",
        v -> sandbox = v);
    to.value(
        Integer.class,
        "--timeout",
        "SECONDS",
        "120",
        "Limit of the whole command (default: 120).",
        v -> timeout = v);
  }

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

  /** Whether IAM will most likely be reached over plain http; asked before the words are parsed. */
  boolean looksPlain(String... words) {
    String configured = firstOf("AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
    return configured != null && configured.startsWith("http:")
        || Arrays.stream(words)
            .anyMatch(
                w -> w.equals("--sandbox") || w.replace("--endpoint-url=", "").startsWith("http:"));
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
      name = Session.profileProperty("region", profile, env).orElse(null);
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
    IamClient iam = null;
    try {
      Settings s = server == null ? settings() : inSandbox(server);
      iam = Session.open(s, env);
      URI endpoint = s.endpoint();
      if (endpoint == null) {
        endpoint = Session.configuredEndpoint(iam).map(this::configured).orElse(null);
      }
      if (verbose) {
        messages.say("credentials: " + Session.credentialsSource(s, env));
        messages.say("region: " + (s.region() == null ? "none, IAM is global" : s.region()));
        messages.say("endpoint: " + (endpoint == null ? "AWS" : printable(endpoint)));
      }
      AccountGuard guard = new AccountGuard(account, () -> Session.account(s, env));
      return new Connection(iam, guard, server, s.timeout());
    } catch (RuntimeException e) {
      if (iam != null) {
        iam.close();
      }
      if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  /** An endpoint that the SDK found in the environment or the config file: checked, and told. */
  private URI configured(URI endpoint) {
    boolean inEnv = firstOf("AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL") != null;
    String where = inEnv ? "the environment" : "the AWS config file";
    messages.note("endpoint from " + where + ": " + printable(endpoint));
    return endpoint("the endpoint from " + where + ",", endpoint.toString());
  }

  /** Without the user and the password that a URL may hold. */
  private static String printable(URI uri) {
    String text = uri.toString();
    return Names.printable(
        uri.getRawUserInfo() == null ? text : text.replace(uri.getRawUserInfo() + "@", ""));
  }

  private Settings settings() {
    Session.requireProfile(profile, env);
    URI override = endpointUrl == null ? null : endpoint("--endpoint-url", endpointUrl);
    String bundle = firstOf("AWS_CA_BUNDLE");
    if (bundle != null && !Files.isReadable(Path.of(bundle))) {
      throw Failure.badInput(
          "AWS_CA_BUNDLE " + Names.printable(bundle) + " cannot be read",
          "Give a PEM file that can be read, or unset it.");
    }
    return new Settings(
        profile,
        region(),
        override,
        false,
        Duration.ofSeconds(timeout),
        bundle != null
            ? bundle
            : Session.profileProperty("ca_bundle", profile, env)
                .filter(v -> !v.isBlank())
                .orElse(null));
  }

  private Settings inSandbox(SandboxServer server) {
    return new Settings(null, region(), server.endpoint(), true, Duration.ofSeconds(timeout), null);
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

  /** Returns the state file of --sandbox. */
  Path stateFile() {
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
