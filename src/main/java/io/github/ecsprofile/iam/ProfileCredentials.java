package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;

/**
 * The credentials of a profile of the AWS config files. Which settings count, and in which order,
 * is as in the SDK (ProfileCredentialsUtils) and the AWS CLI; the clients that get the credentials
 * are ours, so that they keep to the deadline, the CA bundle and the rule for plain http.
 */
final class ProfileCredentials {
  private static final Pattern EXIT = Pattern.compile("non-zero exit value \\((\\d+)\\)");

  private final ConfigFiles files;
  private final String region;
  private final RoleCredentials roles;
  private final LoginCredentials logins;
  private final Function<String, Optional<AwsCredentialsProvider>> credentialSources;

  /**
   * Creates it.
   *
   * @param region the region in use; null for none
   * @param credentialSources gives the provider for a value of {@code credential_source}
   */
  ProfileCredentials(
      ConfigFiles files,
      String region,
      RoleCredentials roles,
      LoginCredentials logins,
      Function<String, Optional<AwsCredentialsProvider>> credentialSources) {
    this.files = files;
    this.region = region;
    this.roles = roles;
    this.logins = logins;
    this.credentialSources = credentialSources;
  }

  /**
   * Returns the credentials of a profile; empty where it has no settings for any.
   *
   * @throws Failure of kind ACCESS_DENIED if its settings cannot give credentials, of kind
   *     BAD_INPUT if one is empty
   */
  Optional<AwsCredentialsProvider> of(String name) {
    return of(name, new ArrayList<>());
  }

  private Optional<AwsCredentialsProvider> of(String name, List<String> chain) {
    Map<String, String> p = files.profile(name).map(Profile::properties).orElse(Map.of());
    boolean role = p.containsKey("role_arn");
    if (role && p.containsKey("web_identity_token_file")) {
      return Optional.of(
          roles.webIdentity(
              "web_identity_token_file of the profile " + name,
              p.get("web_identity_token_file"),
              files.home(),
              p));
    }
    if (p.keySet().stream().anyMatch(k -> k.startsWith("sso_"))) {
      return Optional.of(logins.sso(name, p));
    }
    if (role && p.containsKey("source_profile")) {
      return Optional.of(roles.assumed(name, p, source(name, p, chain)));
    }
    if (role && p.containsKey("credential_source")) {
      return Optional.of(roles.assumed(name, p, namedSource(name, p.get("credential_source"))));
    }
    if (p.containsKey("login_session")) {
      return Optional.of(
          logins.login(name, p, Optional.ofNullable(p.get("region")).orElse(region)));
    }
    if (p.containsKey("credential_process")) {
      return Optional.of(process(name, p.get("credential_process")));
    }
    return p.containsKey("aws_access_key_id") || p.containsKey("aws_secret_access_key")
        ? Optional.of(keys(name, p))
        : Optional.empty();
  }

  private AwsCredentialsProvider source(String name, Map<String, String> p, List<String> chain) {
    if (p.containsKey("credential_source")) {
      throw invalid(name, "it has both source_profile and credential_source");
    }
    String source = p.get("source_profile");
    if (source.equals(name) && p.containsKey("aws_access_key_id")) {
      // A profile may assume its role with its own keys, as with the AWS CLI.
      return keys(name, p);
    }
    chain.add(name);
    if (chain.contains(source)) {
      throw invalid(name, "its source_profile leads back to " + source);
    }
    if (files.profile(source).isEmpty()) {
      throw invalid(name, "its source_profile " + source + " does not exist");
    }
    return of(source, chain)
        .orElseThrow(() -> invalid(name, "its source_profile " + source + " has no credentials"));
  }

  private AwsCredentialsProvider namedSource(String name, String source) {
    return credentialSources
        .apply(source)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    "its credential_source "
                        + source
                        + " gives no credentials here (Environment, EcsContainer or"
                        + " Ec2InstanceMetadata)"));
  }

  private static AwsCredentialsProvider keys(String name, Map<String, String> p) {
    String key = key(name, p, "aws_access_key_id");
    String secret = key(name, p, "aws_secret_access_key");
    String token = p.getOrDefault("aws_session_token", "").trim();
    AwsCredentials keys =
        token.isEmpty()
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return StaticCredentialsProvider.create(keys);
  }

  private static String key(String name, Map<String, String> p, String setting) {
    String value = p.get(setting);
    if (value == null) {
      throw invalid(name, setting + " is missing");
    }
    if (value.isBlank()) {
      throw Failure.badInput(
          setting + " of the profile " + name + ": the value is empty",
          "Set it, or remove it: aws configure --profile " + name);
    }
    return value.trim();
  }

  private static AwsCredentialsProvider process(String name, String command) {
    if (command.isBlank()) {
      throw Failure.badInput(
          "credential_process of the profile " + name + ": the value is empty",
          "Set it, or remove it.");
    }
    AwsCredentialsProvider process =
        ProcessCredentialsProvider.builder().command(shell(command)).build();
    return new CachedCredentials(
        () -> {
          try {
            return process.resolveCredentials();
          } catch (RuntimeException e) {
            // Not the command's own output: it may hold keys.
            Matcher exit = EXIT.matcher(String.valueOf(e.getCause()));
            throw new Failure(
                Kind.ACCESS_DENIED,
                "no credentials of the profile '"
                    + name
                    + "': credential_process "
                    + (exit.find()
                        ? "exited with " + exit.group(1)
                        : "did not print credentials as JSON"),
                "Run the command of credential_process by hand.");
          }
        });
  }

  /** The value is a command line, for the shell of the system. */
  private static List<String> shell(String command) {
    return System.getProperty("os.name").startsWith("Windows")
        ? List.of("cmd.exe", "/C", command)
        : List.of("sh", "-c", command);
  }

  private static Failure invalid(String name, String why) {
    return new Failure(
        Kind.ACCESS_DENIED,
        "no credentials of the profile '" + name + "': " + why,
        "Fix the profile in the AWS config files: aws configure list --profile " + name);
  }
}
