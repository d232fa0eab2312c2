package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented exit codes: which failure has which, and which counts for several projects. */
class ExitCodeTest {
  /** Most severe first, as the README lists them. */
  private static final List<Integer> SEVERITY = List.of(130, 1, 2, 5, 6, 4, 3, 10, 0);

  @Test
  void theMostSevereOfSeveralProjectsCounts() {
    for (ExitCode a : ExitCode.values()) {
      for (ExitCode b : ExitCode.values()) {
        int worse = Math.min(SEVERITY.indexOf(a.code()), SEVERITY.indexOf(b.code()));
        assertEquals(SEVERITY.get(worse), a.combineWith(b).code(), a + ", " + b);
      }
    }
    assertEquals(SEVERITY.size(), ExitCode.values().length);
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL, 1",
    "BAD_INPUT, 2",
    "NOT_FOUND, 3",
    "CONFLICT, 4",
    "ACCESS_DENIED, 5",
    "UNAVAILABLE, 6",
    "RETRYABLE, 6",
    "INTERRUPTED, 130"
  })
  void aFailureEndsWithTheCodeOfItsKind(Failure.Kind kind, int code) {
    assertEquals(code, kind.exitCode().code());
  }
}
