package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a run may say that nothing was changed. */
class RunReportTest {
  private static final List<Step> ONE = new Change.AttachRolePolicy("r", "arn:p").steps();

  private static List<Step> steps(int count) {
    return ONE.subList(0, count);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, false",
    "0, 0, 1, false",
    "1, 0, 0, true",
    "0, 1, 0, true", // no answer: IAM may still do it
    "1, 1, 1, true"
  })
  void aRunThatSentAWriteMayHaveChangedSomething(
      int applied, int unknown, int remaining, boolean writes) {
    RunReport report =
        new RunReport(steps(applied), steps(unknown), steps(remaining), Optional.empty());
    assertEquals(writes, report.hasWrites());
  }
}
