package io.github.ecsprofile.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The cause of a failure of kind ACCESS_DENIED in which AWS denied an action. */
public final class AccessDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern ACTION = Pattern.compile("to perform: ([a-z0-9-]+:[A-Za-z0-9]+)");

  private final String action;
  private final DenialReason reason;

  private AccessDenied(
      String action, DenialReason reason, boolean explicit, AwsServiceException cause) {
    super(reason.description(explicit), cause);
    this.action = action;
    this.reason = reason;
  }

  static AccessDenied of(String called, String message, AwsServiceException cause) {
    Matcher m = ACTION.matcher(message);
    return new AccessDenied(
        m.find() ? m.group(1) : called,
        DenialReason.of(message),
        DenialReason.isExplicit(message),
        cause);
  }

  /** Returns the action that is missing, as policies write it; it may differ from the call's. */
  public String action() {
    return action;
  }

  /** Returns which policy denies it. */
  public DenialReason reason() {
    return reason;
  }
}
