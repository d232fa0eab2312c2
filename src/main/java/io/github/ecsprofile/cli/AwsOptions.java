package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.ClientConfig;
import io.github.ecsprofile.iam.ConfigFiles;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.Endpoints;
import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.template.InvalidInput;
import java.net.URI;
import java.nio.file.InvalidPathException;
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

/**
 * The options for AWS: which endpoint and which credentials. Parses; what needs the environment
 * gets it.
 */
final class AwsOptions {
  /** The names of all of them. */
  static final Set<String> NAMES =
      Set.of(
          "--profile",
          "--region",
          "--endpoint-url",
          "--allow-plain-http",
          "--account",
          "--sandbox",
          "--timeout");

  String profile;
  String region;
  String endpointUrl;
  boolean plainHttp;
  String account;
  boolean sandbox;
  int timeout;
  private String accountHint =
      "Use that account's credentials (--profile), or the right --account or ECS_PROFILE_ACCOUNT.";

  /** Returns the options for one account of a list. */
  AwsOptions of(AccountLine line) {
    AwsOptions all = new AwsOptions();
    all.profile = line.profile().orElse(profile);
    all.region = region;
    all.endpointUrl = endpointUrl;
    all.plainHttp = plainHttp;
    all.account = line.account();
    all.accountHint = "Correct the account or the profile: " + line.source() + ".";
    all.timeout = timeout;
    return all;
  }

  void declare(CommandSpec spec) {
    Options to = Options.global(spec, Group.AWS);
    to.value(
        String.class,
        "--profile",
        "PROFILE",
        "Profile of the AWS config files; overrides credentials in the environment.",
        v -> profile = v);
    to.value(
        String.class,
        "--region",
        "REGION",
        "AWS region; determines the partition (IAM is global).",
        v -> region = v);
    to.value(
        String.class, "--endpoint-url", "URL", "Use another IAM endpoint.", v -> endpointUrl = v);
    to.flag("--allow-plain-http", "Allow an http endpoint on another machine.", v -> plainHttp = v);
    to.value(
        String.class,
        "--account",
        "ID",
        "Fail unless the credentials belong to this account.",
        v -> account = v);
    to.flag(
        "--sandbox",
        "Use a local IAM emulator instead of AWS; its state persists.",
        v -> sandbox = v);
    to.value(
        Integer.class,
        "--timeout",
        "SECONDS",
        "120",
        "Time limit of all calls (default: 120).",
        v -> timeout = v);
  }

  /**
   * Checks the values for themselves.
   *
   * @param accountSource what gave the account: the option or a variable
   * @throws Failure of kind BAD_INPUT
   */
  void check(String accountSource) {
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
      InvalidInput.check(accountSource, Names.checkAccountId(account));
    }
    if (endpointUrl != null) {
      Endpoints.parse("--endpoint-url", endpointUrl);
    }
  }

  /** Whether IAM will most likely be reached over plain http; asked before parsing. */
  static boolean looksPlain(Map<String, String> env, List<String> args) {
    String configured = firstOf(env, "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL");
    return configured != null && configured.startsWith("http:")
        || args.stream()
            .anyMatch(
                w -> w.equals("--sandbox") || w.replace("--endpoint-url=", "").startsWith("http:"));
  }

  /**
   * Returns the region: of {@code --region}, the environment, or the profile in use, also when the
   * credentials come from the environment, as with the AWS CLI.
   *
   * @throws Failure of kind BAD_INPUT if no partition has it, or the profile does not exist
   */
  Optional<String> region(Map<String, String> env) {
    String named = region != null ? region : firstOf(env, "AWS_REGION", "AWS_DEFAULT_REGION");
    Optional<String> found =
        named != null || sandbox
            ? Optional.ofNullable(named)
            : ConfigFiles.load(env, profile, deadline())
                .property("region")
                .filter(v -> !v.isBlank());
    found.ifPresent(Partition::ofRegion);
    return found;
  }

  /** Returns the partition of the region; {@code aws} without one. */
  Partition partition(Map<String, String> env) {
    return region(env).map(Partition::ofRegion).orElse(Partition.AWS);
  }

  /** Returns the heading of a plan: the project, and the account and endpoint where known. */
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
      facts.add(Endpoints.printable(Endpoints.parse("--endpoint-url", endpointUrl)));
    }
    String name = project == null ? "" : project;
    return facts.isEmpty() ? name : name + " (" + String.join(", ", facts) + ")";
  }

  /** Starts the clock of {@code --timeout}. */
  Deadline deadline() {
    return new Deadline(Duration.ofSeconds(timeout));
  }

  /**
   * Returns what the connection needs.
   *
   * @param sandboxEndpoint of the sandbox that the caller started; null without {@code --sandbox}
   */
  ClientConfig config(Map<String, String> env, URI sandboxEndpoint) {
    return new ClientConfig(
        sandbox ? null : profile,
        region(env).orElse(null),
        sandbox
            ? sandboxEndpoint
            : endpointUrl == null ? null : Endpoints.parse("--endpoint-url", endpointUrl),
        sandbox,
        plainHttp,
        account == null ? null : new AccountGuard.Expected(account, accountHint),
        Duration.ofSeconds(timeout));
  }

  /** Returns the file that keeps the state of {@code --sandbox}. */
  static Path stateFile(Map<String, String> env) {
    String state = firstOf(env, "XDG_STATE_HOME");
    String home = firstOf(env, "HOME", "USERPROFILE");
    try {
      Path root =
          state != null && Path.of(state).isAbsolute()
              ? Path.of(state)
              : home != null
                  ? Path.of(home, ".local", "state")
                  : Path.of(
                      System.getProperty("java.io.tmpdir"),
                      "ecs-profile-" + System.getProperty("user.name"));
      return root.resolve("ecs-profile").resolve("sandbox.json");
    } catch (InvalidPathException e) {
      throw Failure.badInput(
          (state != null ? "XDG_STATE_HOME" : "HOME")
              + ": its path has characters that this locale cannot express",
          "Set LC_ALL=C.UTF-8.");
    }
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
