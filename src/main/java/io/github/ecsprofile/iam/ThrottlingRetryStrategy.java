package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, with one rate for all calls of a client, and never a wait that
 * outlasts the deadline. Until the service throttles, calls are sent as they come; then the
 * interval between two calls grows by a tenth with each throttled answer and shrinks with each
 * other one, so that some throttled calls among many do not stop the rest.
 */
final class ThrottlingRetryStrategy implements RetryStrategy {
  /** Silence that a user accepts before asking whether the program hangs. */
  private static final Duration REPORT_AFTER = Duration.ofSeconds(2);

  /** The least time in which an attempt may succeed. */
  private static final Duration MIN_ATTEMPT = Duration.ofMillis(100);

  /** The interval between two calls; shared by a strategy and the copies that the SDK makes. */
  private static final class Pacing {
    private static final double FIRST_MILLIS = 5;
    private static final double MAX_MILLIS = 500;

    private double interval;
    private long next;

    synchronized Duration reserve(long now) {
      if (interval == 0) {
        return Duration.ZERO;
      }
      long mine = Math.max(now, next);
      next = mine + (long) (interval * 1_000_000);
      return Duration.ofNanos(mine - now);
    }

    synchronized void throttled() {
      interval = Math.min(MAX_MILLIS, interval == 0 ? FIRST_MILLIS : interval * 1.1);
    }

    synchronized void succeeded() {
      interval = interval < 1 ? 0 : interval * 0.97;
    }
  }

  private final RetryStrategy standard;
  private final Pacing pacing;
  private final Deadline deadline;
  private final Events events;

  ThrottlingRetryStrategy(RetryStrategy standard, Deadline deadline, Events events) {
    this(standard, new Pacing(), deadline, events);
  }

  private ThrottlingRetryStrategy(
      RetryStrategy standard, Pacing pacing, Deadline deadline, Events events) {
    this.standard = standard;
    this.pacing = pacing;
    this.deadline = deadline;
    this.events = events;
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse token = standard.acquireInitialToken(request);
    Duration turn = reserve(System.nanoTime());
    // At the deadline the HTTP client refuses the request; there is no use in waiting longer.
    Duration left = Duration.ofNanos(Math.max(0, deadline.nanosLeft()));
    Duration delay = turn.compareTo(left) < 0 ? turn : left;
    return delay.isZero() ? token : AcquireInitialTokenResponse.create(token.token(), delay);
  }

  /** Returns how long the next call has to wait for its turn. */
  Duration reserve(long now) {
    return pacing.reserve(now);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Throwable failure = request.failure();
    if (SdkErrors.certificate(failure) != null || SdkErrors.known(failure) != null) {
      // It will not be trusted, or allowed, the next time either.
      throw refused(request);
    }
    if (failure instanceof AwsServiceException e && e.isThrottlingException()) {
      throttled();
    } else {
      // Any other answer, such as NoSuchEntity, is one that was not held back.
      succeeded();
    }
    RefreshRetryTokenResponse next = standard.refreshRetryToken(request);
    // A retry that could only be sent at the deadline would hide why the call failed.
    if (!deadline.isOpen() || next.delay().plus(MIN_ATTEMPT).toNanos() >= deadline.nanosLeft()) {
      throw refused(request);
    }
    report(failure);
    return next;
  }

  private static TokenAcquisitionFailedException refused(RefreshRetryTokenRequest request) {
    return new TokenAcquisitionFailedException("no retry", request.token(), request.failure());
  }

  private void report(Throwable failure) {
    CallTracker.current()
        .filter(call -> call.reportRetryAfter(REPORT_AFTER))
        .ifPresent(
            call -> {
              Failure why = SdkErrors.translate(call.service(), call.operation(), failure);
              Duration left = Duration.ofNanos(Math.max(0, deadline.nanosLeft()));
              events.retrying(call.service().action(call.operation()), why, left);
            });
  }

  void throttled() {
    pacing.throttled();
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    succeeded();
    return standard.recordSuccess(request);
  }

  void succeeded() {
    pacing.succeeded();
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  /** Returns a builder whose strategies share the rate of this one. */
  @Override
  public Builder toBuilder() {
    return new Builder(standard.toBuilder(), this);
  }

  /** Builds a strategy with other settings and the same rate. */
  static final class Builder implements RetryStrategy.Builder<Builder, ThrottlingRetryStrategy> {
    private final RetryStrategy.Builder<?, ?> standard;
    private final ThrottlingRetryStrategy origin;

    private Builder(RetryStrategy.Builder<?, ?> standard, ThrottlingRetryStrategy origin) {
      this.standard = standard;
      this.origin = origin;
    }

    @Override
    public Builder retryOnException(Predicate<Throwable> shouldRetry) {
      standard.retryOnException(shouldRetry);
      return this;
    }

    @Override
    public Builder maxAttempts(int maxAttempts) {
      standard.maxAttempts(maxAttempts);
      return this;
    }

    @Override
    public Builder useClientDefaults(boolean useClientDefaults) {
      standard.useClientDefaults(useClientDefaults);
      return this;
    }

    @Override
    public Builder backoffStrategy(BackoffStrategy backoffStrategy) {
      standard.backoffStrategy(backoffStrategy);
      return this;
    }

    @Override
    public Builder throttlingBackoffStrategy(BackoffStrategy backoffStrategy) {
      standard.throttlingBackoffStrategy(backoffStrategy);
      return this;
    }

    @Override
    public Builder treatAsThrottling(Predicate<Throwable> treatAsThrottling) {
      standard.treatAsThrottling(treatAsThrottling);
      return this;
    }

    @Override
    public ThrottlingRetryStrategy build() {
      return new ThrottlingRetryStrategy(
          standard.build(), origin.pacing, origin.deadline, origin.events);
    }
  }
}
