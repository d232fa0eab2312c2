package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.NextStep;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.IamException;

class SdkErrorsTest {
  private static Failure failure(int status, String code, String message) {
    AwsServiceException e =
        IamException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
    return SdkErrors.translate(Service.IAM, "GetRole", e);
  }

  /**
   * The wording is AWS's: IAM User Guide, "Troubleshoot access denied error messages", one line for
   * each of its examples; those with "sessions policy", "the role trust policy" and "transitively
   * through" as they stand there. The ARN of the policy follows since 2026.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the iam:GetRole action | IDENTITY_BASED_POLICY",
        "with an explicit deny in an identity-based policy | EXPLICIT_DENY",
        "with an explicit deny in an identity-based policy: arn:aws:iam::1:policy/x | EXPLICIT_DENY",
        "with an explicit deny | EXPLICIT_DENY",
        "because no service control policy allows the iam:GetRole action | SERVICE_CONTROL_POLICY",
        "with an explicit deny in a service control policy | SERVICE_CONTROL_POLICY",
        "because no resource control policy allows the iam:GetRole action | RESOURCE_CONTROL_POLICY",
        "with an explicit deny in a resource control policy | RESOURCE_CONTROL_POLICY",
        "because no VPC endpoint policy allows the iam:GetRole action | VPC_ENDPOINT_POLICY",
        "with an explicit deny in a VPC endpoint policy | VPC_ENDPOINT_POLICY",
        "because no permissions boundary allows the iam:GetRole action | PERMISSIONS_BOUNDARY",
        "with an explicit deny in a permissions boundary | PERMISSIONS_BOUNDARY",
        "because no session policy allows the iam:GetRole action | SESSION_POLICY",
        "with an explicit deny in a session policy | SESSION_POLICY",
        "with an explicit deny in a sessions policy | SESSION_POLICY",
        "because no role trust policy allows the sts:AssumeRole action | ROLE_TRUST_POLICY",
        "with an explicit deny in the role trust policy | ROLE_TRUST_POLICY",
        "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1 | SERVICE_CONTROL_POLICY",
        "with an explicit deny in a VPC endpoint policy transitively through a service control policy | SERVICE_CONTROL_POLICY",
        "because no resource-based policy allows the iam:GetRole action | RESOURCE_BASED_POLICY",
        "with an explicit deny in a resource-based policy | RESOURCE_BASED_POLICY",
        "on resource: role session-policy | UNSPECIFIED"
      })
  void tellsDenialsApart(String reason, DenialReason expected) {
    Failure f =
        failure(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/me is not authorized to perform: iam:PassRole on"
                + " resource: arn:aws:iam::111122223333:role/x "
                + reason);
    AccessDenied denied = assertInstanceOf(AccessDenied.class, f.getCause());
    assertEquals(expected, denied.reason());
    assertEquals("iam:PassRole", denied.action());
    assertEquals(Failure.Kind.ACCESS_DENIED, f.kind());
  }

  /**
   * What one policy type denies is not mended by another: each has a line and a hint of its own.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the iam:GetRole action | no identity-based policy allows it | Grant iam:PassRole to the caller.",
        "with an explicit deny in an identity-based policy | a policy denies it explicitly | Remove the statement that denies iam:PassRole: granting it does not override a deny.",
        "because no service control policy allows the x | no service control policy allows it | Ask the administrators of the organization to allow iam:PassRole: granting it in this account is not enough.",
        "with an explicit deny in a service control policy | a service control policy denies it | Ask the administrators of the organization to allow iam:PassRole: granting it in this account is not enough.",
        "with an explicit deny in a resource control policy | a resource control policy denies it | Ask the administrators of the organization to allow iam:PassRole: granting it in this account is not enough.",
        "because no VPC endpoint policy allows the x | the policy of the VPC endpoint does not allow it | Allow iam:PassRole in the policy of the VPC endpoint, or take another way to AWS: granting it to the caller is not enough.",
        "with an explicit deny in a VPC endpoint policy | the policy of the VPC endpoint denies it | Allow iam:PassRole in the policy of the VPC endpoint, or take another way to AWS: granting it to the caller is not enough.",
        "because no permissions boundary allows the x | the caller's permissions boundary does not allow it | Allow iam:PassRole in the caller's permissions boundary: granting it in an identity-based policy is not enough.",
        "with an explicit deny in a permissions boundary | the caller's permissions boundary denies it | Allow iam:PassRole in the caller's permissions boundary: granting it in an identity-based policy is not enough.",
        "because no session policy allows the x | the session's policy does not allow it | Get credentials whose session policy allows iam:PassRole: granting it in an identity-based policy is not enough.",
        "with an explicit deny in a sessions policy | the session's policy denies it | Get credentials whose session policy allows iam:PassRole: granting it in an identity-based policy is not enough.",
        "'' | no policy of the caller allows it | Grant iam:PassRole to the caller."
      })
  void saysWhatMendsTheDenial(String reason, String words, String hint) {
    Failure f =
        failure(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/me is not authorized to perform: iam:PassRole "
                + reason);
    assertTrue(
        f.getMessage().startsWith("access denied: iam:PassRole: " + words + " (User: "),
        f.getMessage());
    assertEquals(hint, f.hint());
    assertEquals(NextStep.Purpose.SHOW_PERMISSIONS, f.nextStep().orElseThrow().purpose());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no role trust policy allows the sts:AssumeRole action | Allow sts:AssumeRole to the caller in the trust policy of the role: granting it to the caller is not enough.",
        "on resource: arn:aws:iam::1:role/x | Grant sts:AssumeRole on the role to the caller, and allow it in the role's trust policy."
      })
  void aRoleThatIsNotAssumedNeedsBothSides(String reason, String hint) {
    Failure f =
        failure(
            403,
            "AccessDenied",
            "User: arn:aws:iam::2:user/ci is not authorized to perform: sts:AssumeRole " + reason);
    assertEquals(hint, f.hint());
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling,              UNAVAILABLE",
    "503, Anything,                UNAVAILABLE",
    "400, ExpiredToken,            ACCESS_DENIED",
    "403, InvalidClientTokenId,    ACCESS_DENIED",
    "403, SignatureDoesNotMatch,   ACCESS_DENIED",
    "409, EntityAlreadyExists,     RETRYABLE",
    "409, LimitExceeded,           INTERNAL",
    "404, NoSuchEntity,            RETRYABLE",
    "400, MalformedPolicyDocument, INTERNAL",
    "400, ValidationError,         INTERNAL"
  })
  void everyCodeHasItsKind(int status, String code, Failure.Kind kind) {
    assertEquals(kind, failure(status, code, "text").kind());
  }

  @Test
  void anInvalidPrincipalIsWorthFifteenSeconds() {
    Failure f =
        failure(400, "MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"arn:x\"");
    assertEquals(Failure.Kind.RETRYABLE, f.kind());
    assertEquals(Optional.of(Duration.ofSeconds(15)), SdkErrors.retryFor(f));
    assertEquals(Optional.empty(), SdkErrors.retryFor(failure(409, "EntityAlreadyExists", "text")));
  }

  @Test
  void whatWasSignedIsNotRepeated() {
    Failure f =
        failure(403, "SignatureDoesNotMatch", "No match. The Canonical String for this: TOKEN");
    assertFalse(f.getMessage().contains("TOKEN"), f.getMessage());
  }
}
