package io.github.ecsprofile.peers;

import java.util.List;
import java.util.stream.IntStream;

/** The part of a slow matrix that an ordinary run covers. */
public final class Sample {
  private Sample() {}

  /** Returns whether whole matrices are run: {@code -Pexhaustive}. */
  public static boolean isExhaustive() {
    return Boolean.getBoolean("tests.exhaustive");
  }

  /** Returns every n-th case, from the first one on, or all of them in an exhaustive run. */
  public static <T> List<T> every(int n, List<T> cases) {
    return isExhaustive()
        ? cases
        : IntStream.range(0, cases.size()).filter(i -> i % n == 0).mapToObj(cases::get).toList();
  }
}
