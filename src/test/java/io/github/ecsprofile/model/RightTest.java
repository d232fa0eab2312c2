package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which condition keys a simulation needs a value of, and this program does not have. */
class RightTest {
  @ParameterizedTest
  @CsvSource({
    "aws:SourceIp,               true",
    "iam:ResourceTag/Project,    true",
    "aws:ResourceTag/Project,    false",
    "AWS:resourcetag/project,    false",
    "iam:PassedToService,        false",
    "iam:PolicyARN,              false",
    "iam:PermissionsBoundary,    false",
    "aws:TagKeys,                false",
    "aws:RequestTag/CostCenter,  false"
  })
  void aKeyIsOpenUnlessItsValueOrItsAbsenceIsKnown(String key, boolean open) {
    Right right =
        new Right(
            "iam:TagRole",
            "arn:aws:iam::111122223333:role/r",
            Map.of(),
            Map.of("aws:ResourceTag/Project", List.of("p")));
    assertEquals(open, right.leavesOpen(key));
  }
}
