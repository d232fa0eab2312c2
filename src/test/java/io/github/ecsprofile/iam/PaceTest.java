package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.RetryStrategy;

class PaceTest {
  private final Pace pace = new Pace(mock(RetryStrategy.class));

  @Test
  void nothingWaitsUntilIamThrottles() {
    IntStream.range(0, 100).forEach(i -> assertEquals(Duration.ZERO, pace.turn(0)));
  }

  @Test
  void callsTakeTurnsOnceThrottled() {
    pace.throttled();
    assertEquals(Duration.ZERO, pace.turn(0));
    Duration second = pace.turn(0);
    Duration third = pace.turn(0);
    assertTrue(second.toNanos() > 0);
    assertEquals(second.multipliedBy(2), third);
  }

  @Test
  void everyFifthThrottledDoesNotSlowItForGood() {
    for (int i = 0; i < 5000; i++) {
      if (i % 5 == 0) {
        pace.throttled();
      } else {
        pace.succeeded();
      }
    }
    pace.turn(0);
    assertTrue(pace.turn(0).toMillis() <= 10);
  }

  @Test
  void aServerThatOnlyThrottlesIsAskedLessAndLess() {
    IntStream.range(0, 100).forEach(i -> pace.throttled());
    pace.turn(0);
    assertEquals(500, pace.turn(0).toMillis());
    IntStream.range(0, 500).forEach(i -> pace.succeeded());
    assertEquals(Duration.ZERO, pace.turn(10_000_000_000L));
  }
}
