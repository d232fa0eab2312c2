package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Credentials of roles that STS assumes, with another's credentials or with a web identity token.
 * The SDK's own providers cannot send an MFA code and hide why the credentials of a source profile
 * are missing.
 */
final class RoleCredentials {
  private final ServiceClients clients;
  private final Events events;
  private final Deadline deadline;

  RoleCredentials(ServiceClients clients, Events events, Deadline deadline) {
    this.clients = clients;
    this.events = events;
    this.deadline = deadline;
  }

  /**
   * Returns the credentials of the role of a profile.
   *
   * @param profile its name
   * @param settings its settings: {@code role_arn}, and where given {@code role_session_name},
   *     {@code external_id}, {@code duration_seconds}, {@code mfa_serial}, {@code region}
   * @param source gives the credentials that assume the role
   */
  AwsCredentialsProvider assumed(
      String profile, Map<String, String> settings, AwsCredentialsProvider source) {
    return assumed(
        profile, settings, source, () -> clients.sts(Optional.ofNullable(settings.get("region"))));
  }

  /**
   * Returns the credentials of a role that the command line names.
   *
   * @param source gives the credentials that assume the role
   * @param client makes the client of STS
   */
  AwsCredentialsProvider assumed(
      String roleArn, AwsCredentialsProvider source, Supplier<StsClient> client) {
    return assumed(roleArn, Map.of("role_arn", roleArn), source, client);
  }

  private AwsCredentialsProvider assumed(
      String profile,
      Map<String, String> settings,
      AwsCredentialsProvider source,
      Supplier<StsClient> client) {
    Integer seconds = seconds(profile, settings.get("duration_seconds"));
    return new CachedCredentials(
        () -> {
          AwsCredentials caller = source.resolveCredentials();
          events.secret(caller.secretAccessKey());
          if (caller instanceof AwsSessionCredentials session) {
            events.secret(session.sessionToken());
          }
          String code = mfaCode(profile, settings.get("mfa_serial"));
          try (StsClient sts = client.get()) {
            return session(
                SdkErrors.call(
                    Service.STS,
                    "AssumeRole",
                    () ->
                        sts.assumeRole(
                                r ->
                                    r.roleArn(settings.get("role_arn"))
                                        .roleSessionName(sessionName(settings))
                                        .externalId(settings.get("external_id"))
                                        .durationSeconds(seconds)
                                        .serialNumber(settings.get("mfa_serial"))
                                        .tokenCode(code)
                                        .overrideConfiguration(
                                            o ->
                                                o.credentialsProvider(
                                                    StaticCredentialsProvider.create(caller))))
                            .credentials()));
          }
        });
  }

  /**
   * Returns the credentials of a role that a web identity token assumes.
   *
   * @param setting the setting that names the token file, for messages
   */
  AwsCredentialsProvider webIdentity(
      String setting, String tokenFile, String home, Map<String, String> settings) {
    return new CachedCredentials(
        () -> {
          String token = token(setting, tokenFile, home);
          events.secret(token);
          try (StsClient sts = clients.sts(Optional.ofNullable(settings.get("region")))) {
            return session(
                SdkErrors.call(
                    Service.STS,
                    "AssumeRoleWithWebIdentity",
                    () ->
                        sts.assumeRoleWithWebIdentity(
                                r ->
                                    r.roleArn(settings.get("role_arn"))
                                        .roleSessionName(sessionName(settings))
                                        .webIdentityToken(token))
                            .credentials()));
          }
        });
  }

  private String token(String setting, String tokenFile, String home) {
    try {
      byte[] content = BoundedFile.read(BoundedFile.path(tokenFile, home), deadline);
      return new String(content, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw Failure.badInput(
          setting + " " + tokenFile + ": " + e.getMessage(),
          "Name the file that holds the web identity token.");
    }
  }

  private String mfaCode(String profile, String serial) {
    if (serial == null) {
      return null;
    }
    deadline.pause();
    Optional<String> code;
    try {
      code = events.mfaCode(serial);
    } finally {
      deadline.resume();
    }
    String given = code.map(String::strip).orElse("");
    if (given.isEmpty()) {
      throw new Failure(
          Kind.ACCESS_DENIED,
          "the profile '" + profile + "': an MFA code is required",
          "Get a session first: eval \"$(aws configure export-credentials --profile "
              + profile
              + " --format env)\"");
    }
    events.secret(given);
    return given;
  }

  private static Integer seconds(String profile, String value) {
    if (value == null) {
      return null;
    }
    if (!value.trim().matches("\\d{1,6}")) {
      throw Failure.badInput(
          "duration_seconds of the profile " + profile + ": invalid value '" + value + "'",
          "Use a number of seconds from 900.");
    }
    return Integer.valueOf(value.trim());
  }

  private static String sessionName(Map<String, String> settings) {
    return settings.getOrDefault("role_session_name", "ecs-profile-" + System.currentTimeMillis());
  }

  private AwsCredentials session(Credentials c) {
    return AwsSessionCredentials.builder()
        .accessKeyId(c.accessKeyId())
        .secretAccessKey(c.secretAccessKey())
        .sessionToken(c.sessionToken())
        .expirationTime(c.expiration())
        .build();
  }
}
