package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineExecutorTest {
  private final DeadlineExecutor executor =
      new DeadlineExecutor(new Deadline(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void aThreadThatIsIdleTakesTheNextWork() {
    Set<Thread> threads = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      threads.add(executor.await(executor.submit(true, null, Thread::currentThread)));
    }
    // The next work may come before the thread of the last one waits for it.
    assertTrue(threads.size() < 50, threads.size() + " threads for one work at a time");
  }

  @Test
  void moreWorkThanThreadsWaitsForThem() throws InterruptedException {
    int works = 300;
    CountDownLatch begin = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < works; i++) {
      int number = i;
      results.add(
          executor.submit(
              true,
              null,
              () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                try {
                  begin.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                running.decrementAndGet();
                return number;
              }));
    }
    begin.countDown();
    for (int i = 0; i < works; i++) {
      assertEquals(i, executor.await(results.get(i)));
    }
    assertTrue(most.get() > 1 && most.get() <= 128, most + " at a time");
  }
}
