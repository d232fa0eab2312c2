package io.github.ecsprofile.model;

import java.util.Optional;

/**
 * What {@code verify} found for one project.
 *
 * @param account that it is in, if several were asked for
 * @param project its name; empty if the account failed before a project was looked at
 * @param result the checks; empty if they could not be made
 * @param failure why they could not be made; empty if they were
 */
public record VerifyOutcome(
    Optional<String> account, String project, Optional<Result> result, Optional<Failure> failure) {
  /** Returns the outcome of a project that was compared. */
  public static VerifyOutcome of(Optional<String> account, Result result) {
    return new VerifyOutcome(account, result.project(), Optional.of(result), Optional.empty());
  }

  /** Returns the outcome of a project that could not be compared. */
  public static VerifyOutcome failed(Optional<String> account, String project, Failure failure) {
    return new VerifyOutcome(account, project, Optional.empty(), Optional.of(failure));
  }

  /** Returns whether everything exists as asked. */
  public boolean isInSync() {
    return result.filter(r -> !r.isOutOfSync()).isPresent();
  }
}
