package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.Right;
import io.github.ecsprofile.model.RightCheck;
import io.github.ecsprofile.model.RightCheck.Decision;
import io.github.ecsprofile.model.RightCheck.PolicyType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to IAM's policy simulation, and how its answers are read. */
class PolicySimulatorTest {
  private static final String USER = "arn:aws:iam::111122223333:user/a/me";
  private static final String ROLE = "arn:aws:iam::111122223333:role/r";
  private static final PolicySimulator.Principal ME = new PolicySimulator.Principal(USER, true);

  private static Connection open(FakeAws aws) {
    return Connection.open(
        new ClientConfig(
            null, null, URI.create(aws.url()), false, false, null, Duration.ofSeconds(20)),
        Map.of("AWS_ACCESS_KEY_ID", "AKIAX", "AWS_SECRET_ACCESS_KEY", "secret"),
        new Deadline(Duration.ofSeconds(20)),
        new RecordedEvents());
  }

  private static Right right(String action, String resource, Map<String, List<String>> context) {
    return new Right(action, resource, Map.of(), context);
  }

  private static FakeAws.Answer answer(String results, String marker) {
    return FakeAws.Answer.ok(
        "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>"
            + results
            + "</EvaluationResults>"
            + (marker == null
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><Marker>" + marker + "</Marker>")
            + "</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>");
  }

  private static String result(String action, String decision, String details) {
    return "<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision>%s</member>"
        .formatted(action, decision, details);
  }

  @Test
  void readsAllPagesAndSharesACallBetweenActions() {
    try (FakeAws aws =
            new FakeAws(
                r ->
                    r.body().contains("Marker=next")
                        ? answer(result("IAM:TagRole", "implicitDeny", ""), null)
                        : answer(result("iam:GetRole", "allowed", ""), "next"));
        Connection c = open(aws)) {
      List<RightCheck> checks =
          c.simulator()
              .check(
                  ME,
                  List.of(
                      right("iam:GetRole", ROLE, Map.of()), right("iam:TagRole", ROLE, Map.of())));
      assertEquals(
          List.of(Decision.ALLOWED, Decision.IMPLICIT_DENY),
          checks.stream().map(RightCheck::decision).toList());
      assertEquals(2, aws.requests.size());
      String sent = aws.requests.get(0).body();
      assertTrue(sent.contains("PolicySourceArn=" + USER), sent);
      assertTrue(sent.contains("ActionNames.member.2=iam:TagRole"), sent);
    }
  }

  @Test
  void sendsTheContextOfARight() {
    try (FakeAws aws =
            new FakeAws(r -> answer(result("iam:AttachRolePolicy", "allowed", ""), null));
        Connection c = open(aws)) {
      c.simulator()
          .check(
              ME,
              List.of(
                  right("iam:AttachRolePolicy", ROLE, Map.of("iam:PolicyARN", List.of("one"))),
                  right("iam:AttachRolePolicy", ROLE, Map.of("iam:PolicyARN", List.of("two")))));
      assertEquals(2, aws.requests.size());
      for (String value : List.of("one", "two")) {
        assertTrue(
            aws.requests.stream()
                .anyMatch(
                    r ->
                        r.body().contains("ContextKeyName=iam:PolicyARN")
                            && r.body().contains("ContextKeyValues.member.1=" + value)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "implicitDeny | true | true | IDENTITY_POLICY",
        "explicitDeny | true | true | IDENTITY_POLICY",
        "implicitDeny | false | true | SERVICE_CONTROL_POLICY",
        "explicitDeny | true | false | PERMISSIONS_BOUNDARY",
      })
  void tellsWhichPolicyDenies(String decision, String scp, String boundary, PolicyType type) {
    String details =
        ("<OrganizationsDecisionDetail><AllowedByOrganizations>%s</AllowedByOrganizations>"
                + "</OrganizationsDecisionDetail><PermissionsBoundaryDecisionDetail>"
                + "<AllowedByPermissionsBoundary>%s</AllowedByPermissionsBoundary>"
                + "</PermissionsBoundaryDecisionDetail>")
            .formatted(scp, boundary);
    try (FakeAws aws = new FakeAws(r -> answer(result("iam:GetRole", decision, details), null));
        Connection c = open(aws)) {
      RightCheck check =
          c.simulator().check(ME, List.of(right("iam:GetRole", ROLE, Map.of()))).get(0);
      assertFalse(check.isAllowed());
      assertEquals(Set.of(type), check.deniedBy());
    }
  }

  /** With a resource in the request, IAM gives these below it (API Reference, EvaluationResult). */
  @Test
  void readsWhatIamSaysAboutTheResource() {
    String details =
        "<ResourceSpecificResults><member><EvalResourceName>x</EvalResourceName>"
            + "<EvalResourceDecision>allowed</EvalResourceDecision><MatchedStatements><member>"
            + "<SourcePolicyId>mine</SourcePolicyId></member></MatchedStatements>"
            + "<MissingContextValues><member>aws:PrincipalTag/Team</member>"
            + "<member>iam:PassedToService</member><member>AWS:resourcetag/Project</member>"
            + "</MissingContextValues></member></ResourceSpecificResults>";
    try (FakeAws aws = new FakeAws(r -> answer(result("iam:GetRole", "allowed", details), null));
        Connection c = open(aws)) {
      Right right = right("iam:GetRole", ROLE, Map.of("aws:ResourceTag/Project", List.of("p")));
      RightCheck check = c.simulator().check(ME, List.of(right)).get(0);
      assertEquals(List.of("mine"), check.policies());
      assertEquals(List.of("aws:PrincipalTag/Team"), check.missingKeys());
    }
  }

  @Test
  void anActionWithoutADecisionIsAFailure() {
    try (FakeAws aws = new FakeAws(r -> answer("", null));
        Connection c = open(aws)) {
      Failure f =
          assertThrows(
              Failure.class,
              () -> c.simulator().check(ME, List.of(right("iam:GetRole", ROLE, Map.of()))));
      assertEquals(Kind.INTERNAL, f.kind());
    }
  }

  @Test
  void saysWhatToAskForWhereItMayNotSimulate() {
    try (FakeAws aws =
            new FakeAws(
                r ->
                    FakeAws.Answer.error(
                        403,
                        "AccessDenied",
                        "User: x is not authorized to perform: iam:SimulatePrincipalPolicy"));
        Connection c = open(aws)) {
      Failure f =
          assertThrows(
              Failure.class,
              () ->
                  c.simulator()
                      .check(
                          ME,
                          List.of(
                              right("iam:GetRole", ROLE, Map.of()),
                              right("iam:TagRole", USER, Map.of()))));
      assertEquals(Kind.ACCESS_DENIED, f.kind());
      assertTrue(f.hint().contains("iam:SimulatePrincipalPolicy on " + USER), f.hint());
      assertTrue(f.nextStep().isEmpty());
      assertEquals(1, aws.requests.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"true, NOT_FOUND", "false, ACCESS_DENIED"})
  void aPrincipalThatIamDoesNotFindMayHaveAnotherPath(boolean isPathKnown, Kind kind) {
    try (FakeAws aws =
            new FakeAws(r -> FakeAws.Answer.error(404, "NoSuchEntity", "cannot be found"));
        Connection c = open(aws)) {
      PolicySimulator.Principal principal = new PolicySimulator.Principal(ROLE, isPathKnown);
      Failure f =
          assertThrows(
              Failure.class,
              () -> c.simulator().check(principal, List.of(right("iam:GetRole", ROLE, Map.of()))));
      assertEquals(kind, f.kind());
      assertEquals(!isPathKnown, f.hint().contains("iam:GetRole"), f.hint());
    }
  }

  private static PolicySimulator.Principal principal(FakeAws aws, String arn) {
    try (Connection c = open(aws)) {
      return c.simulator().principal(new CallerIdentity("111122223333", arn));
    }
  }

  @Test
  void mapsASessionToItsRoleWithItsPath() {
    String session = "arn:aws-cn:sts::111122223333:assumed-role/deploy/me@x";
    try (FakeAws aws =
        new FakeAws(
            r ->
                FakeAws.Answer.ok(
                    "<GetRoleResponse><GetRoleResult><Role>"
                        + "<Arn>arn:aws-cn:iam::111122223333:role/ci/deploy</Arn>"
                        + "</Role></GetRoleResult></GetRoleResponse>"))) {
      assertEquals(
          new PolicySimulator.Principal("arn:aws-cn:iam::111122223333:role/ci/deploy", true),
          principal(aws, session));
      assertTrue(aws.requests.get(0).body().contains("RoleName=deploy"));
    }
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.error(403, "AccessDenied", "no"))) {
      assertEquals(
          new PolicySimulator.Principal("arn:aws-cn:iam::111122223333:role/deploy", false),
          principal(aws, session));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:root",
        "arn:aws:sts::111122223333:federated-user/me",
        "something"
      })
  void othersCannotBeSimulated(String arn) {
    try (FakeAws aws = new FakeAws(r -> FakeAws.Answer.error(500, "x", "x"))) {
      Failure f = assertThrows(Failure.class, () -> principal(aws, arn));
      assertEquals(Kind.BAD_INPUT, f.kind());
      assertTrue(f.getMessage().contains(arn), f.getMessage());
      assertEquals(List.of(), aws.requests);
    }
  }
}
