package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The caller's credentials, from the first source that is set up, in the order of the AWS CLI:
 * {@code --profile}, keys in the environment, web identity of the environment, the profile of the
 * config files, the role of a container, the role of an EC2 instance. Reports each secret before it
 * is used.
 */
final class Credentials implements AwsCredentialsProvider {
  private final AwsCredentialsProvider source;
  private final String description;
  private final Events events;

  private Credentials(AwsCredentialsProvider source, String description, Events events) {
    this.source = source;
    this.description = description;
    this.events = events;
  }

  /** Returns the keys that the sandbox takes. */
  static Credentials ofSandbox() {
    AwsCredentials keys = AwsBasicCredentials.create("sandbox", "sandbox");
    return new Credentials(StaticCredentialsProvider.create(keys), "sandbox", Events.NONE);
  }

  /** Returns the credentials of a role that another's credentials assume. */
  static Credentials ofRole(
      String arn,
      Credentials caller,
      RoleCredentials roles,
      Supplier<StsClient> sts,
      Events events) {
    return new Credentials(
        roles.assumed(arn, caller, sts), "role " + arn + ", from " + caller.description, events);
  }

  /**
   * Chooses the source. Sends nothing.
   *
   * @throws Failure if the settings of the source cannot give credentials
   */
  static Credentials choose(
      Map<String, String> env,
      ConfigFiles files,
      String region,
      ServiceClients clients,
      Deadline deadline,
      Events events) {
    RoleCredentials roles = new RoleCredentials(clients, events, deadline);
    ProfileCredentials profiles =
        new ProfileCredentials(
            files,
            region,
            roles,
            new LoginCredentials(files, clients, events),
            name -> EnvironmentCredentials.named(name, env));
    if (files.isOption()) {
      return new Credentials(
          profiles.of(files.profile()).orElseThrow(() -> none(files)), profile(files), events);
    }
    Optional<AwsCredentialsProvider> keys = EnvironmentCredentials.keys(env);
    if (keys.isPresent()) {
      return new Credentials(keys.get(), "environment", events);
    }
    if (System.getProperty("aws.accessKeyId") != null) {
      return new Credentials(
          SystemPropertyCredentialsProvider.create(), "Java system properties", events);
    }
    String tokenFile = EnvironmentCredentials.value(env, "AWS_WEB_IDENTITY_TOKEN_FILE");
    String role = EnvironmentCredentials.value(env, "AWS_ROLE_ARN");
    if (tokenFile != null && role != null) {
      String session = EnvironmentCredentials.value(env, "AWS_ROLE_SESSION_NAME");
      Map<String, String> settings =
          session == null
              ? Map.of("role_arn", role)
              : Map.of("role_arn", role, "role_session_name", session);
      return new Credentials(
          roles.webIdentity("AWS_WEB_IDENTITY_TOKEN_FILE", tokenFile, files.home(), settings),
          "web identity of " + role,
          events);
    }
    Optional<AwsCredentialsProvider> profile = profiles.of(files.profile());
    if (profile.isPresent()) {
      return new Credentials(profile.get(), profile(files), events);
    }
    if (EnvironmentCredentials.isInContainer(env)) {
      return new Credentials(
          ContainerCredentialsProvider.create(), "role of the container", events);
    }
    if ("true".equalsIgnoreCase(EnvironmentCredentials.value(env, "AWS_EC2_METADATA_DISABLED"))) {
      throw none(files);
    }
    return new Credentials(
        InstanceProfileCredentialsProvider.builder()
            .profileFile(files.files())
            .profileName(files.profile())
            .build(),
        "role of the instance",
        events);
  }

  /** Returns where the credentials come from, for the log. */
  String description() {
    return description;
  }

  /**
   * Gets the credentials for the first time, within the deadline.
   *
   * @throws Failure if there are none
   */
  void prepare(Deadline deadline) {
    if (source instanceof StaticCredentialsProvider) {
      resolveCredentials();
      return;
    }
    CompletableFuture<AwsCredentials> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(resolveCredentials());
              } catch (RuntimeException | LinkageError e) {
                result.completeExceptionally(e);
              }
            },
            "credentials");
    thread.setDaemon(true);
    thread.start();
    await(result, deadline);
  }

  private void await(CompletableFuture<AwsCredentials> result, Deadline deadline) {
    while (true) {
      try {
        // The deadline moves while it is paused for an MFA code: look at it again and again.
        result.get(100, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (!deadline.isOpen()) {
          // What credential_process left running; the tool itself starts no other processes.
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
          throw new Failure(
              Kind.UNAVAILABLE,
              "credentials from " + description + ": none within --timeout",
              "Run it again, or give a longer --timeout.",
              e);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure(Kind.INTERRUPTED, "interrupted", "Run it again: that is safe.", e);
      }
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentials credentials;
    try {
      credentials = source.resolveCredentials();
    } catch (Failure f) {
      throw f;
    } catch (RuntimeException e) {
      Failure known = SdkErrors.known(e);
      throw known != null ? known : none(e);
    }
    events.secret(credentials.secretAccessKey());
    requireHeaderText("access key ID", credentials.accessKeyId());
    if (credentials instanceof AwsSessionCredentials session) {
      events.secret(session.sessionToken());
      requireHeaderText("session token", session.sessionToken());
    }
    return credentials;
  }

  /** Both are sent in a header, which has no line breaks and no characters beyond ASCII. */
  private void requireHeaderText(String what, String value) {
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Failure(
          Kind.ACCESS_DENIED,
          "credentials from "
              + description
              + ": the "
              + what
              + " has a space, a line break or"
              + " another character that no "
              + what
              + " has",
          "Set it again, without quotes or line breaks.");
    }
  }

  private static String profile(ConfigFiles files) {
    return "profile " + files.profile();
  }

  private static Failure none(ConfigFiles files) {
    if (files.isNamed()) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "no credentials of the profile '" + files.profile() + "': it has none",
          "Add them: aws configure --profile " + files.profile());
    }
    return none((RuntimeException) null);
  }

  private static Failure none(RuntimeException e) {
    return new Failure(
        Kind.ACCESS_DENIED,
        "no AWS credentials: none in the environment, the config files, or a container's or"
            + " instance's role",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --profile; without an account"
            + " try --sandbox.",
        e);
  }
}
