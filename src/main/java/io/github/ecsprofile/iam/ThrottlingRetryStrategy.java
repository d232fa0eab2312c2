package io.github.ecsprofile.iam;

import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, with one pace for all calls of the process. Until IAM throttles,
 * calls go out as they come; then the time interval two calls grows by a tenth with each throttled
 * answer and shrinks with each other one, so that some throttled calls among many do not stop the
 * rest.
 */
final class ThrottlingRetryStrategy implements RetryStrategy {
  private static final double FIRST_MILLIS = 5;
  private static final double MOST_MILLIS = 500;

  private final RetryStrategy standard;
  private double interval;
  private long next;

  ThrottlingRetryStrategy(RetryStrategy standard) {
    this.standard = standard;
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse token = standard.acquireInitialToken(request);
    Duration turn = reserve(System.nanoTime());
    return turn.isZero() ? token : AcquireInitialTokenResponse.create(token.token(), turn);
  }

  /** How long the next call has to wait for its turn. */
  synchronized Duration reserve(long now) {
    if (interval == 0) {
      return Duration.ZERO;
    }
    long mine = Math.max(now, next);
    next = mine + (long) (interval * 1_000_000);
    return Duration.ofNanos(mine - now);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (SdkErrors.certificate(request.failure()) != null) {
      // It will not be trusted the next time either.
      throw new TokenAcquisitionFailedException(
          "a certificate that is not trusted", request.token(), request.failure());
    }
    if (request.failure() instanceof AwsServiceException e && e.isThrottlingException()) {
      throttled();
    } else {
      // Any other answer, such as NoSuchEntity, is one that was not held back.
      succeeded();
    }
    return standard.refreshRetryToken(request);
  }

  synchronized void throttled() {
    interval = Math.min(MOST_MILLIS, interval == 0 ? FIRST_MILLIS : interval * 1.1);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    succeeded();
    return standard.recordSuccess(request);
  }

  synchronized void succeeded() {
    interval = interval < 1 ? 0 : interval * 0.97;
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }
}
