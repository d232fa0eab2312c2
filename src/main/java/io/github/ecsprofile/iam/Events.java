package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * What a connection reports while it works. Calls come from several threads; an implementation must
 * be safe for that and must return quickly, except for {@link #mfaCode}.
 */
public interface Events {
  /** Ignores everything and has no MFA code. */
  Events NONE = new Events() {};

  /**
   * Receives a value that must not be printed, before the first request that carries it: secret
   * keys, session tokens, SSO tokens, web identity tokens, MFA codes. The value is trimmed.
   */
  default void secret(String value) {}

  /**
   * Asks for the code of an MFA device. The deadline is paused meanwhile.
   *
   * @param serial serial number or ARN of the device, from {@code mfa_serial}
   * @return the code, or empty where it cannot be asked for
   */
  default Optional<String> mfaCode(String serial) {
    return Optional.empty();
  }

  /**
   * Reports that a request is about to be sent, for each attempt.
   *
   * @param action as policies write it, such as {@code iam:GetRole}
   */
  default void requestSent(String action) {}

  /** Reports the answer to an attempt. */
  default void answered(String action, int status, Duration took) {}

  /**
   * Reports, at most once per call, that a call is still being retried after about two seconds.
   *
   * @param action as policies write it
   * @param cause why the last attempt failed
   * @param left time until the deadline
   */
  default void retrying(String action, Failure cause, Duration left) {}
}
