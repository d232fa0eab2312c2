package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the environment variables say about credentials. */
final class EnvironmentCredentials {
  private EnvironmentCredentials() {}

  /** Returns the keys that the variables hold; fails if one of the two is missing. */
  static Optional<AwsCredentialsProvider> keys(Map<String, String> env) {
    String key = value(env, "AWS_ACCESS_KEY_ID");
    String secret = value(env, "AWS_SECRET_ACCESS_KEY");
    String token = value(env, "AWS_SESSION_TOKEN");
    if (key == null) {
      return Optional.empty();
    }
    if (secret == null) {
      throw new Failure(
          Kind.ACCESS_DENIED,
          "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not",
          "Set both, or neither.");
    }
    return Optional.of(
        StaticCredentialsProvider.create(
            token == null
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token)));
  }

  /** Returns a {@code credential_source}, by the names of the AWS CLI's configuration guide. */
  static Optional<AwsCredentialsProvider> named(String source, Map<String, String> env) {
    return switch (source) {
      case "Environment" -> keys(env);
      case "EcsContainer" ->
          isInContainer(env)
              ? Optional.of(ContainerCredentialsProvider.create())
              : Optional.empty();
      case "Ec2InstanceMetadata" -> Optional.of(InstanceProfileCredentialsProvider.create());
      default -> Optional.empty();
    };
  }

  /** Returns whether a container gives credentials. */
  static boolean isInContainer(Map<String, String> env) {
    return value(env, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") != null
        || value(env, "AWS_CONTAINER_CREDENTIALS_FULL_URI") != null;
  }

  /** Returns a variable, trimmed; null where it is not set or blank. */
  static String value(Map<String, String> env, String name) {
    String value = env.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
