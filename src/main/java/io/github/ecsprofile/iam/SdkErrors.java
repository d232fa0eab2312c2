package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Makes a call and turns what the SDK throws into a Failure. */
final class SdkErrors {
  private static final Pattern ACTION = Pattern.compile("to perform: (\\S+)");

  private SdkErrors() {}

  static <T> T call(String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw translate(action, e);
    } catch (ApiCallTimeoutException | AbortedException e) {
      throw new Failure(
          Kind.UNAVAILABLE,
          action + " did not end within --timeout",
          "Run it again: that is safe.",
          e);
    } catch (SdkClientException e) {
      throw translate(action, e);
    }
  }

  static boolean isCode(AwsServiceException e, String code) {
    return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
  }

  static Failure translate(String action, AwsServiceException e) {
    ErrorDetails answer = ErrorDetails.of(e);
    String code = answer.code();
    // AWS tells what it would have signed, and that has the session token in it.
    String text = answer.text().replaceFirst("\\s*The (Canonical String|String-to-Sign) .*", "");
    String said =
        action
            + ": "
            + (code.isEmpty() ? "HTTP " + e.statusCode() : code)
            + (text.isEmpty() ? "" : ": " + text);
    if (e.isThrottlingException() || e.statusCode() >= 500 || e.statusCode() == 429) {
      return new Failure(Kind.UNAVAILABLE, said, "IAM is busy; run it again: that is safe.", e);
    }
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> denied(action, text, e);
      case "ExpiredToken", "ExpiredTokenException" ->
          new Failure(
              Kind.ACCESS_DENIED,
              said,
              "Get new credentials (aws sso login, or new keys) and run it again.",
              e);
      case "InvalidClientTokenId", "UnrecognizedClientException" ->
          new Failure(
              Kind.ACCESS_DENIED,
              said,
              "Check the keys, and that --region is of the partition they belong to.",
              e);
      case "RequestExpired", "RequestTimeTooSkewed" -> clock(said, e);
      case "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "IncompleteSignature",
          "OptInRequired" ->
          text.contains("xpired") || text.contains("not yet current")
              ? clock(said, e)
              : new Failure(
                  Kind.ACCESS_DENIED, said, "Check the secret key; it may be another's.", e);
      case "EntityAlreadyExists",
          "ConcurrentModification",
          "EntityTemporarilyUnmodifiable",
          "DeleteConflict" ->
          new Failure(Kind.RETRYABLE, said, "Run it again: that is safe.", e);
      case "NoSuchEntity" -> missing(action, said, text, e);
      case "LimitExceeded" -> quota(said, text, e);
      case "MalformedPolicyDocument" ->
          text.contains("Invalid principal") && text.contains("\"AWS\"")
              ? new Failure(
                  Kind.RETRYABLE,
                  said,
                  "Check that the principal exists; run it again if it is new.",
                  e)
              : new Failure(Kind.INTERNAL, said, "Mend the trust policy.", e);
      default -> new Failure(Kind.INTERNAL, said, "See what IAM says above; -v tells more.", e);
    };
  }

  private static Failure clock(String said, AwsServiceException e) {
    return new Failure(Kind.ACCESS_DENIED, said, "This machine's clock is off: set it right.", e);
  }

  private static Failure missing(String action, String said, String text, AwsServiceException e) {
    if (text.startsWith("Policy ") || text.startsWith("Scope ARN")) {
      return new Failure(
          Kind.NOT_FOUND,
          said,
          "Check the policy's name and path: aws iam list-policies --scope All",
          e);
    }
    return new Failure(Kind.RETRYABLE, said, "Run it again: that is safe.", e);
  }

  private static Failure quota(String said, String text, AwsServiceException e) {
    if (text.contains("InstanceSessionsPerInstanceProfile")) {
      return new Failure(Kind.RETRYABLE, said, "A profile holds one role; run it again.", e);
    }
    String hint =
        text.contains("PoliciesPerRole")
            ? "The role has as many managed policies as the quota allows: detach some (--prune) or ask AWS for more."
            : text.contains("ACLSizePerRole")
                ? "The trust policy is larger than the quota allows: shorten it or ask AWS for more."
                : text.contains("InstanceProfilesPerAccount")
                    ? "The account has as many instance profiles as its quota allows: delete unused ones (aws iam list-instance-profiles) or ask AWS for more."
                    : "A quota of the account is used up: free some, or ask AWS for more.";
    return new Failure(Kind.INTERNAL, said, hint, e);
  }

  private static Failure denied(String action, String text, AwsServiceException e) {
    Matcher m = ACTION.matcher(text);
    String needed = m.find() ? m.group(1) : "iam:" + action;
    String lower = text.toLowerCase(Locale.ROOT);
    String why =
        lower.contains("service control policy")
            ? "a service control policy of the organisation denies it"
            : lower.contains("permissions boundary")
                ? "the caller's permissions boundary does not allow it"
                : lower.contains("session policy")
                    ? "the session's policy does not allow it"
                    : lower.contains("explicit deny")
                        ? "a policy denies it explicitly"
                        : "no identity policy of the caller allows it";
    return new Failure(
        Kind.ACCESS_DENIED,
        "access denied: " + needed + ": " + why + (text.isEmpty() ? "" : " (" + text + ")"),
        "Ask for the right " + needed + ".",
        e);
  }

  /** What is wrong with the server's certificate; null where that is not the cause. */
  static CertificateException certificate(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException c) {
        return c;
      }
    }
    return null;
  }

  private static Failure translate(String action, SdkClientException e) {
    CertificateException certificate = certificate(e);
    if (certificate != null) {
      return new Failure(
          Kind.UNAVAILABLE,
          action
              + ": the endpoint's certificate is not trusted: "
              + oneLine(String.valueOf(certificate.getMessage())),
          "Set AWS_CA_BUNDLE to a PEM file with the authority of that endpoint or of the proxy.",
          e);
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
      if (root instanceof Failure known) {
        return known;
      }
    }
    return new Failure(
        Kind.UNAVAILABLE,
        action
            + ": no connection to IAM: "
            + root.getClass().getSimpleName()
            + ": "
            + oneLine(String.valueOf(root.getMessage())),
        "Check the network, the proxy and the endpoint, and run it again: that is safe.",
        e);
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
  }
}
