package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Observed;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stops a run whose credentials are another account's, before its first write. The account stands
 * in the ARNs that IAM returns; where nothing exists yet, STS is asked (GetCallerIdentity).
 */
public final class AccountGuard {
  /**
   * The account that the credentials must belong to.
   *
   * @param id its id
   * @param hint what to do if they do not, as a sentence
   */
  public record Expected(String id, String hint) {}

  private final Expected expected;
  private final Supplier<String> caller;
  private volatile boolean passed;

  /**
   * @param expected null lets every account pass
   */
  public AccountGuard(Expected expected, Supplier<String> caller) {
    this.expected = expected;
    this.caller = caller;
    this.passed = expected == null;
  }

  void check(Observed seen) {
    if (!passed) {
      check(
          seen.role()
              .map(Observed.Role::arn)
              .or(() -> seen.profile().map(Observed.Profile::arn))
              .orElse(null));
    }
  }

  /** Checks by an ARN, or by asking STS where there is none. */
  public synchronized void check(String arn) {
    if (passed) {
      return;
    }
    String actual =
        Optional.ofNullable(arn)
            .map(a -> a.split(":", 6))
            .filter(parts -> parts.length == 6 && parts[4].matches("\\d{12}"))
            .map(parts -> parts[4])
            .orElseGet(caller);
    if (!actual.equals(expected.id())) {
      throw Failure.badInput(
          "the credentials are of account " + actual + ", not of " + expected.id(),
          expected.hint());
    }
    passed = true;
  }
}
