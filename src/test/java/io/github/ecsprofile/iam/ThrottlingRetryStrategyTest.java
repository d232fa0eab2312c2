package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

class ThrottlingRetryStrategyTest {
  private final ThrottlingRetryStrategy strategy =
      new ThrottlingRetryStrategy(
          AwsRetryStrategy.standardRetryStrategy(),
          new Deadline(Duration.ofSeconds(60)),
          Events.NONE);

  @Test
  void nothingWaitsUntilIamThrottles() {
    IntStream.range(0, 100).forEach(i -> assertEquals(Duration.ZERO, strategy.reserve(0)));
  }

  @Test
  void callsTakeTurnsOnceThrottled() {
    strategy.throttled();
    assertEquals(Duration.ZERO, strategy.reserve(0));
    Duration second = strategy.reserve(0);
    Duration third = strategy.reserve(0);
    assertTrue(second.toNanos() > 0);
    assertEquals(second.multipliedBy(2), third);
  }

  @Test
  void everyFifthThrottledDoesNotSlowItForGood() {
    for (int i = 0; i < 5000; i++) {
      if (i % 5 == 0) {
        strategy.throttled();
      } else {
        strategy.succeeded();
      }
    }
    strategy.reserve(0);
    assertTrue(strategy.reserve(0).toMillis() <= 10);
  }

  @Test
  void aServerThatOnlyThrottlesIsAskedLessAndLess() {
    IntStream.range(0, 100).forEach(i -> strategy.throttled());
    strategy.reserve(0);
    assertEquals(500, strategy.reserve(0).toMillis());
    IntStream.range(0, 500).forEach(i -> strategy.succeeded());
    assertEquals(Duration.ZERO, strategy.reserve(10_000_000_000L));
  }

  @Test
  void aCopyKeepsThePace() {
    ThrottlingRetryStrategy copy = strategy.toBuilder().maxAttempts(3).build();
    assertEquals(3, copy.maxAttempts());
    copy.throttled();
    assertEquals(Duration.ZERO, strategy.reserve(0));
    assertTrue(copy.reserve(0).toNanos() > 0);
  }
}
