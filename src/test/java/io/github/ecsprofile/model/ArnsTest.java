package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed as an ARN: after a create, IAM may return the unique id in its place. */
class ArnsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "arn:aws:iam::111122223333:role/r, 111122223333",
        "arn:aws-us-gov:iam::111122223333:instance-profile/a/b/i, 111122223333",
        "AROAEXAMPLEROLEID, -",
        "AIPAEXAMPLEPROFILEID, -",
        "arn:aws:iam::aws:policy/ReadOnlyAccess, -",
        "arn:aws:iam::111122223333:user/u, -",
        "arn:aws:iam::111122223333:role/, -",
        "arn:aws:iam::1111:role/r, -",
        "-, -"
      })
  void onlyARoleAndAnInstanceProfileHaveAnAccount(String text, String account) {
    assertEquals(Optional.ofNullable(account), Arns.account(text));
    assertEquals(account != null, Arns.isArn(text));
  }
}
