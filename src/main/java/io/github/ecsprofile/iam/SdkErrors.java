package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.NextStep;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes a call and turns what the SDK throws into a Failure. */
final class SdkErrors {
  private static final String SAFE = "Run it again: that is safe.";
  private static final int MAX_TEXT = 400;

  private SdkErrors() {}

  /**
   * Makes a call of IAM.
   *
   * @param operation such as {@code GetRole}
   * @throws Failure in place of any exception of the SDK
   */
  static <T> T call(String operation, Supplier<T> call) {
    return call(Service.IAM, operation, call);
  }

  /** Makes a call of a service. */
  static <T> T call(Service service, String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(service, operation, e);
    }
  }

  static boolean isCode(AwsServiceException e, String code) {
    return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
  }

  /**
   * Returns how long a failed call is worth repeating, where that is shorter than the deadline: a
   * principal that IAM calls invalid may be new and not visible yet, which takes seconds.
   */
  static Optional<Duration> retryFor(Failure failure) {
    return failure.getCause() instanceof AwsServiceException e
            && isInvalidPrincipal(ErrorDetails.of(e))
        ? Optional.of(Duration.ofSeconds(15))
        : Optional.empty();
  }

  /** Returns the failure for an exception of an attempt or a call. */
  static Failure translate(Service service, String operation, Throwable e) {
    Failure known = known(e);
    if (known != null) {
      return known;
    }
    if (e instanceof AwsServiceException answer) {
      return translate(service, operation, answer);
    }
    String label = service.label(operation);
    if (e instanceof ApiCallTimeoutException || e instanceof AbortedException) {
      return new Failure(Kind.UNAVAILABLE, label + ": no answer within --timeout", SAFE, e);
    }
    CertificateException certificate = certificate(e);
    if (certificate != null) {
      return ConnectionErrors.untrusted(label, certificate, e);
    }
    IOException io = cause(e, IOException.class);
    if (io != null || !(e instanceof SdkClientException)) {
      return new Failure(
          Kind.UNAVAILABLE,
          label + ConnectionErrors.unreachable(service, io),
          "Check the network, the proxy and the endpoint, and run it again: that is safe.",
          e);
    }
    return new Failure(
        Kind.UNAVAILABLE, label + ": " + text(withoutCount(e)), "Use -vv for the requests.", e);
  }

  private static String withoutCount(Throwable e) {
    return String.valueOf(e.getMessage()).replaceFirst(" \\(SDK Attempt Count: \\d+\\)", "");
  }

  private static Failure translate(Service service, String operation, AwsServiceException e) {
    ErrorDetails answer = ErrorDetails.of(e);
    String code = answer.code();
    // AWS returns what it would have signed, which includes the session token.
    String text = answer.text().replaceFirst("\\s*The (Canonical String|String-to-Sign) .*", "");
    String what =
        service.label(operation)
            + ": "
            + (code.isEmpty() ? "HTTP " + e.statusCode() : code)
            + (text.isEmpty() ? "" : ": " + text(text));
    if (e.isThrottlingException() || e.statusCode() >= 500 || e.statusCode() == 429) {
      return new Failure(
          Kind.UNAVAILABLE,
          what,
          service.displayName()
              + (e.statusCode() >= 500 ? " reported a temporary failure. " : " is busy. ")
              + SAFE,
          e);
    }
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> {
        AccessDenied denial = AccessDenied.of(service.action(operation), text, e);
        Failure f =
            new Failure(
                Kind.ACCESS_DENIED,
                "access denied: "
                    + denial.action()
                    + ": "
                    + denial.getMessage()
                    + (text.isEmpty() ? "" : " (" + text(text) + ")"),
                denial.reason().hint(denial.action()),
                denial);
        yield service == Service.IAM
            ? f.suggesting(NextStep.again(NextStep.Purpose.SHOW_PERMISSIONS))
            : f;
      }
      case "ExpiredToken", "ExpiredTokenException" ->
          new Failure(
              Kind.ACCESS_DENIED,
              what,
              "Get new credentials (aws sso login, or new keys) and run it again.",
              e);
      case "InvalidClientTokenId", "UnrecognizedClientException" ->
          new Failure(
              Kind.ACCESS_DENIED,
              what,
              "Check the access key, and that --region is in the partition of its account.",
              e);
      case "RequestExpired", "RequestTimeTooSkewed" -> clock(what, e);
      case "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "IncompleteSignature",
          "OptInRequired" ->
          text.contains("xpired") || text.contains("not yet current")
              ? clock(what, e)
              : new Failure(
                  Kind.ACCESS_DENIED,
                  what,
                  "Check that the secret key belongs to the access key.",
                  e);
      case "UnauthorizedException", "InvalidIdentityToken", "InvalidGrantException" ->
          new Failure(Kind.ACCESS_DENIED, what, "Log in again: aws sso login", e);
      case "EntityAlreadyExists",
          "ConcurrentModification",
          "EntityTemporarilyUnmodifiable",
          "DeleteConflict" ->
          new Failure(Kind.RETRYABLE, what, SAFE, e);
      case "NoSuchEntity" -> missing(what, text, e);
      case "LimitExceeded" -> quota(what, text, e);
      case "MalformedPolicyDocument" ->
          isInvalidPrincipal(answer)
              ? new Failure(
                  Kind.RETRYABLE,
                  what,
                  "Check that the principal exists; run it again if it is new.",
                  e)
              : new Failure(Kind.INTERNAL, what, "Fix the trust policy.", e);
      default ->
          new Failure(
              Kind.INTERNAL,
              what,
              "Read the answer of " + service.displayName() + " above; -v shows more.",
              e);
    };
  }

  private static boolean isInvalidPrincipal(ErrorDetails answer) {
    return answer.code().equals("MalformedPolicyDocument")
        && answer.text().contains("Invalid principal")
        && answer.text().contains("\"AWS\"");
  }

  private static Failure clock(String what, AwsServiceException e) {
    return new Failure(Kind.ACCESS_DENIED, what, "Set the clock of this machine.", e);
  }

  private static Failure missing(String what, String text, AwsServiceException e) {
    if (text.startsWith("Policy ") || text.startsWith("Scope ARN")) {
      return new Failure(Kind.NOT_FOUND, what, "Check the policy's name and path.", e);
    }
    return new Failure(Kind.RETRYABLE, what, SAFE, e);
  }

  private static Failure quota(String what, String text, AwsServiceException e) {
    if (text.contains("InstanceSessionsPerInstanceProfile")) {
      return new Failure(Kind.RETRYABLE, what, "A profile holds one role. " + SAFE, e);
    }
    String hint =
        text.contains("PoliciesPerRole")
            ? "Detach managed policies from the role (--prune), or ask AWS for a higher quota."
            : text.contains("ACLSizePerRole")
                ? "Shorten the trust policy, or ask AWS for a higher quota."
                : text.contains("InstanceProfilesPerAccount")
                    ? "Delete unused instance profiles, or ask" + " AWS for a higher quota."
                    : "Stay within the account's quota, or ask AWS for a higher one.";
    return new Failure(Kind.INTERNAL, what, hint, e);
  }

  /** Returns what is wrong with the server's certificate; null where that is not the cause. */
  static CertificateException certificate(Throwable failure) {
    return cause(failure, CertificateException.class);
  }

  /** Returns the failure that our own code threw within a call; null where there is none. */
  static Failure known(Throwable failure) {
    return cause(failure, Failure.class);
  }

  static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
    Throwable t = failure;
    for (int depth = 0; t != null && depth < 30; depth++) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
      t = t.getCause();
    }
    return null;
  }

  /** Returns a text of another program on one line, cut to a readable length. */
  static String text(String text) {
    String line = oneLine(String.valueOf(text));
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
  }
}
