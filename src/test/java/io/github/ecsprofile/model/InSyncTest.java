package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes {@code verify} fail: extras only with {@code --prune}. */
class InSyncTest {
  private static Result result(Operation operation, String states, boolean prune) {
    List<Check> checks =
        Stream.of(states.split(" "))
            .map(s -> Check.of(Subject.ROLE_TAG, Check.State.valueOf(s), "expected", "actual"))
            .toList();
    Plan plan = new Plan(List.of(), checks, List.of(), List.of());
    return new Result(
        operation, "p", null, null, List.of(), List.of(), List.of(), plan, prune, false, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "OK,            true,  true",
    "OK MISSING,    false, false",
    "DIFFERENT OK,  false, false",
    "OK EXTRA OK,   true,  false",
    "EXTRA MISSING, false, false"
  })
  void aProjectIsInSync(String states, boolean expected, boolean expectedWithPrune) {
    for (boolean prune : List.of(false, true)) {
      Result result = result(Operation.VERIFY, states, prune);
      assertEquals(prune ? expectedWithPrune : expected, !result.isOutOfSync());
      assertEquals(!result.isOutOfSync(), VerifyOutcome.of(Optional.empty(), result).isInSync());
    }
  }

  /** A dry run has a plan with differences, which it is there to show. */
  @Test
  void onlyVerifyFailsForADifference() {
    assertFalse(result(Operation.ALL, "MISSING", true).isOutOfSync());
  }

  @Test
  void aProjectThatCouldNotBeReadIsNotInSync() {
    Failure f = Failure.badInput("what", "hint");
    VerifyOutcome outcome = VerifyOutcome.failed(Optional.of("account"), "p", f);
    assertFalse(outcome.isInSync());
    assertEquals(Optional.of(f), outcome.failure());
  }
}
