package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.ClientConfig;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.IamClients;
import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.Console;
import io.github.ecsprofile.output.Redactor;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

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

  Duration timeout() {
    return Duration.ofSeconds(timeout);
  }

  /** Returns the heading of a plan: the project, and the account where it is known. */
  String heading(String project, Result result) {
    Optional<String> known =
        result == null
            ? Optional.empty()
            : Stream.of(result.profile(), result.role())
                .filter(Objects::nonNull)
                .flatMap(r -> Arns.account(r.arn()).stream())
                .findFirst();
    List<String> facts = new ArrayList<>();
    known.or(() -> Optional.ofNullable(account)).ifPresent(a -> facts.add("account " + a));
    if (sandbox) {
      facts.add("sandbox");
    } else if (endpointUrl != null) {
      facts.add(printable(URI.create(endpointUrl)));
    }
    String name = project == null ? "" : project;
    return facts.isEmpty() ? name : name + " (" + String.join(", ", facts) + ")";
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
  boolean looksPlain(Map<String, String> env, List<String> words) {
    String configured = firstOf(env, "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
    return configured != null && configured.startsWith("http:")
        || words.stream()
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
  String region(Map<String, String> env) {
    String name = region != null ? region : firstOf(env, "AWS_REGION", "AWS_DEFAULT_REGION");
    if (name == null
        && !sandbox
        && (profile != null
            || firstOf(env, "AWS_PROFILE") != null
            || firstOf(env, "AWS_ACCESS_KEY_ID") == null)) {
      IamClients.requireProfile(profile, env);
      name = IamClients.profileProperty("region", profile, env).orElse(null);
    }
    if (name != null) {
      Partition.ofRegion(name);
    }
    return name;
  }

  Partition partition(Map<String, String> env) {
    String name = region(env);
    return name == null ? Partition.AWS : Partition.ofRegion(name);
  }

  /** Opens what a command needs to reach IAM. Closed by the caller. */
  Connection connect(
      Map<String, String> env,
      Console console,
      boolean verbose,
      Deadline deadline,
      Redactor redactor) {
    SandboxServer server = sandbox ? server(env, console) : null;
    try {
      ClientConfig s = server == null ? settings(env) : inSandbox(env, server);
      IamClients.Open iam = IamClients.connect(s, env, account, deadline);
      URI endpoint = s.endpoint();
      if (endpoint == null) {
        endpoint = iam.configuredEndpoint().map(e -> configured(env, console, e)).orElse(null);
      }
      if (verbose) {
        console.note("credentials: " + IamClients.credentialsSource(s, env));
        console.note("region: " + (s.region() == null ? "none, IAM is global" : s.region()));
        console.note("endpoint: " + (endpoint == null ? "AWS" : printable(endpoint)));
      }
      return new Connection(iam, deadline, server);
    } catch (RuntimeException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  private URI configured(Map<String, String> env, Console console, URI endpoint) {
    boolean inEnv = firstOf(env, "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL") != null;
    String where = inEnv ? "the environment" : "the AWS config file";
    console.note("endpoint from " + where + ": " + printable(endpoint));
    return endpoint("the endpoint from " + where + ",", endpoint.toString());
  }

  /** Without the user and the password that a URL may hold. */
  private static String printable(URI uri) {
    String text = uri.toString();
    return Names.printable(
        uri.getRawUserInfo() == null ? text : text.replace(uri.getRawUserInfo() + "@", ""));
  }

  private ClientConfig settings(Map<String, String> env) {
    IamClients.requireProfile(profile, env);
    URI override = endpointUrl == null ? null : endpoint("--endpoint-url", endpointUrl);
    String bundle = firstOf(env, "AWS_CA_BUNDLE");
    if (bundle != null && !Files.isReadable(Path.of(bundle))) {
      throw Failure.badInput(
          "AWS_CA_BUNDLE " + Names.printable(bundle) + " cannot be read",
          "Give a PEM file that can be read, or unset it.");
    }
    return new ClientConfig(
        profile,
        region(env),
        override,
        false,
        Duration.ofSeconds(timeout),
        bundle != null
            ? bundle
            : IamClients.profileProperty("ca_bundle", profile, env)
                .filter(v -> !v.isBlank())
                .orElse(null));
  }

  private ClientConfig inSandbox(Map<String, String> env, SandboxServer server) {
    return new ClientConfig(
        null, region(env), server.endpoint(), true, Duration.ofSeconds(timeout), null);
  }

  private SandboxServer server(Map<String, String> env, Console console) {
    console.note("sandbox: no AWS account is touched");
    try {
      return SandboxServer.start(SandboxServer.Options.file(stateFile(env)));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          "the sandbox cannot start: " + e.getMessage(),
          "Check " + stateFile(env),
          e);
    }
  }

  private Path stateFile(Map<String, String> env) {
    String state = firstOf(env, "XDG_STATE_HOME");
    String home = firstOf(env, "HOME", "USERPROFILE");
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

  private static String firstOf(Map<String, String> env, String... names) {
    for (String name : names) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
