package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks what AssumeRole passes to a session: tags and session policies. */
class SessionTest extends SandboxTest {
  private static final String ALL =
      AccessPoliciesTest.document("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";
  private static final String ASSUME =
      "AssumeRole&RoleSessionName=me&Version=2011-06-15&RoleArn=" + ROLE;
  private static final String TAG = "&Tags.member.1.Key=Team&Tags.member.1.Value=blue";

  @BeforeEach
  void allow() {
    createRole("\"sts:AssumeRole\",\"sts:TagSession\"");
    client.call("PutRolePolicy&RoleName=r&PolicyName=all&PolicyDocument=" + ALL);
    limit(ALL);
  }

  private void createRole(String actions) {
    String trust =
        AccessPoliciesTest.document(
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":["
                + actions
                + "]}");
    client.call("CreateRole&RoleName=r&AssumeRolePolicyDocument=" + trust);
    client.call("UpdateAssumeRolePolicy&RoleName=r&PolicyDocument=" + trust);
  }

  private Conformance assume(Conformance by, String parameters) {
    return client.withAccessKey(key(by.call(ASSUME + parameters).body()));
  }

  private static String key(String body) {
    return body.replaceAll("(?s).*<AccessKeyId>(.*)</AccessKeyId>.*", "$1");
  }

  private static String statement(String effect, String action, String condition) {
    return AccessPoliciesTest.document(
        "{\"Effect\":\""
            + effect
            + "\",\"Action\":\""
            + action
            + "\",\"Resource\":\"*\""
            + (condition == null ? "" : ",\"Condition\":" + condition)
            + "}");
  }

  @Test
  void aSessionPolicyLimitsTheRole() {
    Conformance session = assume(client, "&Policy=" + statement("Allow", "iam:GetRole", null));
    assertEquals(200, session.call("GetRole&RoleName=r").status());
    assertTrue(
        session
            .call("ListRoles")
            .message()
            .endsWith("because no session policy allows the iam:ListRoles action"));
  }

  @Test
  void aSessionPolicyGrantsNothing() {
    client.call(
        "PutRolePolicy&RoleName=r&PolicyName=all&PolicyDocument="
            + statement("Allow", "iam:GetRole", null));
    Conformance session = assume(client, "&Policy=" + ALL);
    assertEquals(200, session.call("GetRole&RoleName=r").status());
    assertTrue(
        session
            .call("ListRoles")
            .message()
            .endsWith("because no identity-based policy allows the iam:ListRoles action"));
  }

  @Test
  void aSessionPolicyMayDeny() {
    Conformance session = assume(client, "&Policy=" + statement("Deny", "iam:GetRole", null));
    assertTrue(
        session
            .call("GetRole&RoleName=r")
            .message()
            .endsWith("with an explicit deny in a session policy"));
  }

  @Test
  void aManagedPolicyLimitsTheRoleToo() {
    client.call("CreatePolicy&PolicyName=own&PolicyDocument=${identity}");
    Conformance session =
        assume(client, "&PolicyArns.member.1.arn=arn:aws:iam::000000000000:policy/own");
    assertEquals("AccessDenied", session.call("GetRole&RoleName=r").code());
  }

  @Test
  void aSessionTagIsATagOfThePrincipal() {
    client.call("TagRole&RoleName=r&Tags.member.1.Key=team&Tags.member.1.Value=red");
    String blue =
        "&Policy="
            + statement(
                "Allow", "iam:*", "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"blue\"}}");
    assertEquals(200, assume(client, TAG + blue).call("ListRoles").status());
    assertEquals("AccessDenied", assume(client, blue).call("ListRoles").code());
  }

  @Test
  void tagsNeedTagSessionOfCallerAndTrustPolicy() {
    createRole("\"sts:AssumeRole\"");
    assertEquals(200, client.call(ASSUME).status());
    assertEquals(
        "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform: sts:TagSession"
            + " on resource: "
            + ROLE,
        client.call(ASSUME + TAG).message());
    createRole("\"sts:AssumeRole\",\"sts:TagSession\"");
    assertEquals(200, client.call(ASSUME + TAG).status());
    limit(statement("Allow", "sts:AssumeRole", null));
    assertEquals("AccessDenied", client.call(ASSUME + TAG).code());
  }

  /** Recorded from AWS: LocalStack's snapshot test_iam_role_chaining_override_transitive_tags. */
  @Test
  void aTransitiveTagIsInheritedAndCannotBeReplaced() {
    Conformance first = assume(client, TAG + "&TransitiveTagKeys.member.1=team");
    for (String key : new String[] {"Team", "team"}) {
      Conformance.Answer answer =
          first.call(ASSUME + "&Tags.member.1.Value=red&Tags.member.1.Key=" + key);
      assertEquals("InvalidParameterValue", answer.code());
      assertEquals(
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.",
          answer.message());
    }
    String blue =
        "&Policy="
            + statement(
                "Allow", "iam:*", "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"blue\"}}");
    assertEquals(200, assume(first, blue).call("ListRoles").status());
    Conformance plain = assume(client, TAG);
    assertEquals("AccessDenied", assume(plain, blue).call("ListRoles").code());
  }

  @Test
  void anInheritedTagNeedsTagSessionToo() {
    Conformance first = assume(client, TAG + "&TransitiveTagKeys.member.1=Team");
    Conformance plain = assume(client, TAG);
    createRole("\"sts:AssumeRole\"");
    assertTrue(first.call(ASSUME).message().contains("sts:TagSession on resource: "));
    assertEquals(200, plain.call(ASSUME).status());
  }

  @Test
  void thePackedSizeIsAtMostAHundredPercent() {
    String policy = "&Policy=" + ALL.replaceFirst("\\{", "{" + " ".repeat(1500));
    assertTrue(
        client.call(ASSUME + policy).body().contains("<PackedPolicySize>100</PackedPolicySize>"));
  }

  /** The text is quoted in 99designs/aws-vault issue 263, for a session token. */
  @Test
  void aSessionAssumesARoleForAnHourAtMost() {
    client.call("UpdateRole&RoleName=r&MaxSessionDuration=7200");
    assertEquals(200, client.call(ASSUME + "&DurationSeconds=7200").status());
    String token = client.call("GetSessionToken&Version=2011-06-15").body();
    for (Conformance session : List.of(assume(client, ""), client.withAccessKey(key(token)))) {
      assertEquals(200, session.call(ASSUME + "&DurationSeconds=3600").status());
      assertEquals(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.",
          session.call(ASSUME + "&DurationSeconds=3601").message());
    }
  }

  @Test
  void aDenialOfAssumeRoleNamesTheExplicitDeny() {
    String denial =
        "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform: sts:AssumeRole"
            + " on resource: "
            + ROLE;
    limit(statement("Deny", "sts:AssumeRole", null));
    assertEquals(
        denial + " with an explicit deny in an identity-based policy",
        client.call(ASSUME).message());
    limit(statement("Allow", "iam:*", null));
    assertEquals(denial, client.call(ASSUME).message());
  }

  @Test
  void aSourceIdentityNeedsARightOfItsOwn() {
    String assume = ASSUME + "&SourceIdentity=maria";
    assertTrue(client.call(assume).message().contains("sts:SetSourceIdentity on resource: "));
    createRole("\"sts:AssumeRole\",\"sts:SetSourceIdentity\"");
    assertTrue(client.call(assume).body().contains("<SourceIdentity>maria</SourceIdentity>"));
    String maria =
        "&Policy="
            + statement("Allow", "iam:*", "{\"StringEquals\":{\"aws:SourceIdentity\":\"maria\"}}");
    Conformance first = assume(client, "&SourceIdentity=maria" + maria);
    assertEquals(200, first.call("ListRoles").status());
    assertEquals("AccessDenied", assume(client, maria).call("ListRoles").code());
  }

  /** IAM User Guide, "Monitor and control actions taken with assumed roles". */
  @Test
  void anInheritedSourceIdentityNeedsTheRightAgainAndCannotBeChanged() {
    createRole("\"sts:AssumeRole\",\"sts:SetSourceIdentity\"");
    Conformance first = assume(client, "&SourceIdentity=maria");
    String kept = "<SourceIdentity>maria</SourceIdentity>";
    assertTrue(first.call(ASSUME).body().contains(kept));
    assertTrue(first.call(ASSUME + "&SourceIdentity=maria").body().contains(kept));
    Conformance.Answer changed = first.call(ASSUME + "&SourceIdentity=jorge");
    assertEquals("AccessDenied", changed.code(), changed.body());
    createRole("\"sts:AssumeRole\"");
    assertTrue(first.call(ASSUME).message().contains("sts:SetSourceIdentity on resource: "));
    assertEquals(200, client.call(ASSUME).status());
  }

  /** Recorded from AWS: LocalStack's snapshot test_simulate_principle_policy. */
  @Test
  void simulationSaysWhereTheStatementIs() {
    String document =
        "{\"Version\": \"2012-10-17\", \"Statement\": {\"Sid\": \"\", \"Effect\": \"Allow\","
            + " \"Action\": \"s3:PutObject\", \"Resource\": \"*\"}}";
    String body =
        client
            .call(
                "SimulateCustomPolicy&ActionNames.member.1=s3:PutObject&PolicyInputList.member.1="
                    + document)
            .body();
    assertTrue(
        body.contains(
            "<StartPosition><Line>1</Line><Column>41</Column></StartPosition>"
                + "<EndPosition><Line>1</Line><Column>113</Column></EndPosition>"),
        body);
    String two =
        AccessPoliciesTest.document(
            "[{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"},\n"
                + "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]");
    String second =
        client
            .call(
                "SimulateCustomPolicy&ActionNames.member.1=s3:PutObject&PolicyInputList.member.1="
                    + two)
            .body();
    assertTrue(second.contains("<Line>2</Line><Column>2</Column>"), second);
    assertFalse(second.contains("<Line>1</Line>"), second);
  }
}
