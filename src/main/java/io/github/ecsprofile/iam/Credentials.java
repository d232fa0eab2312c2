package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Where the caller's credentials come from, in the AWS CLI's order; and one sentence where they do
 * not come, in place of the SDK's list of all that it tried.
 */
final class Credentials implements AwsCredentialsProvider {
  private static final Pattern SOURCE =
      Pattern.compile(
          "ProfileCredentialsProvider\\([^)]*\\): ([^\\]]*?)(, [A-Z]\\w+Provider|\\]|$)");

  private static final Pattern EXIT = Pattern.compile("non-zero exit value \\((\\d+)\\)");

  private final Supplier<AwsCredentials> source;
  private final String profile;

  private Credentials(Supplier<AwsCredentials> source, String profile) {
    this.source = source;
    this.profile = profile;
  }

  static AwsCredentialsProvider of(ClientConfig s, Map<String, String> env) {
    if (s.sandbox()) {
      return () -> AwsBasicCredentials.create("sandbox", "sandbox");
    }
    if (s.profile() != null) {
      AwsCredentialsProvider named = ProfileCredentialsProvider.create(s.profile());
      return new Credentials(named::resolveCredentials, s.profile());
    }
    if (inEnvironment(env)) {
      // What the chain would find first too, without loading the rest of it.
      String token = env.getOrDefault("AWS_SESSION_TOKEN", "");
      String key = env.get("AWS_ACCESS_KEY_ID").trim();
      String secret = env.get("AWS_SECRET_ACCESS_KEY").trim();
      AwsCredentials keys =
          token.isBlank()
              ? AwsBasicCredentials.create(key, secret)
              : AwsSessionCredentials.create(key, secret, token.trim());
      return () -> keys;
    }
    AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    return new Credentials(chain::resolveCredentials, env.get("AWS_PROFILE"));
  }

  static boolean inEnvironment(Map<String, String> env) {
    return !env.getOrDefault("AWS_ACCESS_KEY_ID", "").isBlank()
        && !env.getOrDefault("AWS_SECRET_ACCESS_KEY", "").isBlank();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return source.get();
    } catch (StsException e) {
      throw withMfa(SdkErrors.translate("AssumeRole", e));
    } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
      throw explain(String.valueOf(e.getMessage()), e);
    }
  }

  /** The SDK sends no MFA code, so that STS refuses. */
  private Failure withMfa(Failure f) {
    return profile == null || IamClients.profileProperty("mfa_serial", profile, Map.of()).isEmpty()
        ? f
        : new Failure(
            f.kind(),
            f.getMessage(),
            "The profile wants an MFA code: eval \"$(aws configure export-credentials --profile "
                + profile
                + " --format env)\"",
            f);
  }

  private Failure explain(String told, RuntimeException e) {
    // Behind its sentence the SDK lists the whole of the config files.
    String text = told.replaceFirst("(?s): ProfileFile\\(.*", "");
    String named = profile == null ? "" : " --profile " + profile;
    String whose = profile == null ? "" : " of the profile '" + profile + "'";
    if (text.contains("SSO") || text.contains("Token is expired") || text.contains("sso")) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "the SSO session" + whose + " has expired, or there was none",
          "Log in: aws sso login" + named,
          e);
    }
    if (text.startsWith("Unable to load region")) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "no credentials" + whose + ": to get them a region is needed",
          "Give --region, or set one in the AWS config files.",
          e);
    }
    if (text.contains("login_session") || text.contains("aws login")) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "the login session" + whose + " has expired",
          "Log in: aws login" + named,
          e);
    }
    if (text.contains("process-based") || text.contains("process") && text.contains("ommand")) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "the credential_process" + whose + " gave no credentials" + exit(e),
          "Run that command by hand and see what it says.",
          e);
    }
    Matcher m = SOURCE.matcher(text);
    String why =
        profile != null && !text.startsWith("Unable to load credentials from any")
            ? text
            : m.find() && profile != null ? m.group(1) : null;
    if (why == null) {
      return new Failure(
          Kind.ACCESS_DENIED,
          "no AWS credentials: none in the environment, the config files or an instance's role",
          "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --profile; without an account"
              + " try --sandbox.",
          e);
    }
    why = SdkErrors.oneLine(why.replaceFirst("[^:]*: \\[", ""));
    return new Failure(
        Kind.ACCESS_DENIED,
        "no credentials" + whose + ": " + (why.length() > 160 ? why.substring(0, 160) : why),
        "Check it in the AWS config files: aws configure list" + named,
        e);
  }

  /** How the process ended, where that is why; never what it said, which may be the keys. */
  private static String exit(RuntimeException e) {
    Matcher m = EXIT.matcher(e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage()));
    return m.find() ? ": it ended in " + m.group(1) : "";
  }
}
