package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.services.signin.SigninClient;
import software.amazon.awssdk.services.signin.auth.LoginCredentialsProvider;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.internal.SsoAccessTokenProvider;
import software.amazon.awssdk.services.sso.internal.SsoTokenFileUtils;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcTokenProvider;

/** Credentials of a session that a person opened: {@code aws sso login} or {@code aws login}. */
final class LoginCredentials {
  private final ConfigFiles files;
  private final ServiceClients clients;
  private final Events events;

  LoginCredentials(ConfigFiles files, ServiceClients clients, Events events) {
    this.files = files;
    this.clients = clients;
    this.events = events;
  }

  /** Returns the credentials of an IAM Identity Center profile. */
  AwsCredentialsProvider sso(String profile, Map<String, String> settings) {
    Map<String, String> session = session(profile, settings);
    String region = require(profile, session, "sso_region");
    String startUrl = require(profile, session, "sso_start_url");
    String account = require(profile, settings, "sso_account_id");
    String role = require(profile, settings, "sso_role_name");
    return new CachedCredentials(
        () -> {
          String token =
              attempt(
                  Service.SSO_OIDC,
                  "CreateToken",
                  () -> token(settings.get("sso_session"), startUrl, region),
                  expired("the SSO session", profile, "aws sso login"));
          events.secret(token);
          try (SsoClient sso = clients.sso(region)) {
            RoleCredentials c =
                attempt(
                    Service.SSO,
                    "GetRoleCredentials",
                    () ->
                        sso.getRoleCredentials(
                                r -> r.accessToken(token).accountId(account).roleName(role))
                            .roleCredentials(),
                    expired("the SSO session", profile, "aws sso login"));
            return AwsSessionCredentials.builder()
                .accessKeyId(c.accessKeyId())
                .secretAccessKey(c.secretAccessKey())
                .sessionToken(c.sessionToken())
                .expirationTime(Instant.ofEpochMilli(c.expiration()))
                .build();
          }
        });
  }

  /** Returns the credentials of a profile that {@code aws login} wrote. */
  AwsCredentialsProvider login(String profile, Map<String, String> settings, String region) {
    if (region == null) {
      throw new Failure(
          Kind.ACCESS_DENIED,
          "no credentials of the profile '" + profile + "': aws login needs a region",
          "Give --region, or set region in the profile.");
    }
    return new CachedCredentials(
        () -> {
          try (SigninClient signin = clients.signin(region);
              LoginCredentialsProvider login =
                  LoginCredentialsProvider.builder()
                      .signinClient(signin)
                      .asyncCredentialUpdateEnabled(false)
                      .loginSession(settings.get("login_session"))
                      .build()) {
            AwsCredentials c =
                attempt(
                    Service.SIGNIN,
                    "CreateOAuth2Token",
                    login::resolveCredentials,
                    expired("the login session", profile, "aws login"));
            return c;
          }
        });
  }

  private String token(String session, String startUrl, String region) {
    if (session == null) {
      String cache = Path.of(String.valueOf(files.home()), ".aws", "sso", "cache").toString();
      Path file = SsoTokenFileUtils.generateCachedTokenPath(startUrl, cache);
      return new SsoAccessTokenProvider(file).resolveToken().token();
    }
    try (SsoOidcClient oidc = clients.ssoOidc(region);
        SsoOidcTokenProvider tokens =
            SsoOidcTokenProvider.builder().sessionName(session).ssoOidcClient(oidc).build()) {
      return tokens.resolveToken().token();
    }
  }

  private Map<String, String> session(String profile, Map<String, String> settings) {
    String name = settings.get("sso_session");
    return name == null
        ? settings
        : files
            .section("sso-session", name)
            .map(Profile::properties)
            .orElseThrow(
                () -> incomplete(profile, "the section [sso-session " + name + "] does not exist"));
  }

  private static String require(String profile, Map<String, String> settings, String name) {
    String value = settings.getOrDefault(name, "");
    if (value.isBlank()) {
      throw incomplete(profile, name + " is missing");
    }
    return value;
  }

  private static Failure incomplete(String profile, String why) {
    return new Failure(
        Kind.ACCESS_DENIED,
        "no credentials of the profile '" + profile + "': " + why,
        "Complete the profile: aws configure sso --profile " + profile);
  }

  private static Failure expired(String session, String profile, String command) {
    return new Failure(
        Kind.ACCESS_DENIED,
        "no credentials of the profile '"
            + profile
            + "': "
            + session
            + " has expired or was never opened",
        "Log in: " + command + " --profile " + profile);
  }

  /** Network failures stay what they are; all else means that the session is of no use. */
  private static <T> T attempt(
      Service service, String operation, Supplier<T> call, Failure expired) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      Failure known = SdkErrors.known(e);
      if (known != null) {
        throw known;
      }
      IOException io = SdkErrors.cause(e, IOException.class);
      boolean busy =
          e instanceof AwsServiceException answer
              && (answer.isThrottlingException() || answer.statusCode() >= 500);
      boolean network = io != null && !(io instanceof FileSystemException);
      if (busy || network || e instanceof ApiCallTimeoutException) {
        throw SdkErrors.translate(service, operation, e);
      }
      throw new Failure(expired.kind(), expired.getMessage(), expired.hint(), e);
    }
  }
}
