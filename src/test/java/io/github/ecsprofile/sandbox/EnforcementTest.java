package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what calls ask the policies, and that the answers are enforced. */
class EnforcementTest extends SandboxTest {
  private static final String TAG = "&Tags.member.1.Key=Team&Tags.member.1.Value=a";
  private static final String CREATE = "CreateRole&RoleName=r&AssumeRolePolicyDocument=${trust}";
  private static final String USER = "arn:aws:iam::000000000000:user/sandbox";
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private static String allow(String action, String resource, String condition) {
    return AccessPoliciesTest.document(
        "{\"Effect\":\"Allow\",\"Action\":"
            + "[\""
            + action.replace(" ", "\",\"")
            + "\"],\"Resource\":\""
            + resource
            + "\""
            + (condition == null ? "" : ",\"Condition\":" + condition)
            + "}");
  }

  private static String denial(String action, String resource, String reason) {
    return "User: "
        + USER
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource
        + " "
        + reason;
  }

  @ParameterizedTest
  @CsvSource({
    "iam:CreateRole iam:TagRole, ",
    "iam:CreateRole, iam:TagRole",
    "iam:TagRole, iam:CreateRole"
  })
  void tagsAtCreationNeedTheRightToTag(String allowed, String denied) {
    limit(allow(allowed, "*", null));
    Conformance.Answer answer = client.call(CREATE + TAG);
    if (denied == null) {
      assertEquals(200, answer.status());
    } else {
      assertEquals(
          denial(
              denied,
              "arn:aws:iam::000000000000:role/r",
              "because no identity-based policy allows the " + denied + " action"),
          answer.message());
      server.enforce(CallerPolicies.UNLIMITED);
      assertEquals("NoSuchEntity", client.call("GetRole&RoleName=r").code());
    }
  }

  @Test
  void addingARoleNeedsTheRightToPassIt() {
    client.call(CREATE + "&Path=/p/");
    client.call("CreateInstanceProfile&InstanceProfileName=p");
    String add = "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r";
    limit(allow("iam:AddRoleToInstanceProfile", "*", null));
    assertEquals(
        denial(
            "iam:PassRole",
            "arn:aws:iam::000000000000:role/p/r",
            "because no identity-based policy allows the iam:PassRole action"),
        client.call(add).message());
    String condition = "{\"StringEquals\":{\"iam:PassedToService\":\"%s\"}}";
    String both = "iam:AddRoleToInstanceProfile iam:PassRole";
    limit(allow(both, "*", condition.formatted("lambda.amazonaws.com")));
    assertEquals("AccessDenied", client.call(add).code());
    limit(
        AccessPoliciesTest.document(
            "[{\"Effect\":\"Allow\",\"Action\":\"iam:AddRoleToInstanceProfile\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":"
                + condition.formatted("ec2.amazonaws.com")
                + "}]"));
    assertEquals(200, client.call(add).status());
    assertEquals(Set.of("iam:AddRoleToInstanceProfile", "iam:PassRole"), server.requestedActions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateRole&RoleName=n&AssumeRolePolicyDocument=${trust}&Path=/x/ | role/x/n",
        "GetRole&RoleName=R | role/p/r",
        "GetRole&RoleName=none | role/none",
        "ListRoles | role/",
        "ListRoles&PathPrefix=/p/ | role/p/",
        "ListInstanceProfilesForRole&RoleName=r | role/p/r",
        "GetInstanceProfile&InstanceProfileName=p | instance-profile/q/p",
        "ListInstanceProfiles | instance-profile/",
        "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r | instance-profile/q/p",
        "CreatePolicy&PolicyName=n&PolicyDocument=${identity}&Path=/x/ | policy/x/n",
        "GetPolicy&PolicyArn=arn:aws:iam::000000000000:policy/own | policy/own",
        "ListPolicies | policy/",
        "AttachRolePolicy&RoleName=r&PolicyArn=" + READ_ONLY + " | role/p/r",
        "GetUser | user/sandbox",
        "CreateServiceLinkedRole&AWSServiceName=ecs.amazonaws.com"
            + " | role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
      })
  void aCallIsAboutItsResource(String call, String resource) {
    client.call(CREATE + "&Path=/p/");
    client.call("CreateInstanceProfile&InstanceProfileName=p&Path=/q/");
    client.call("CreatePolicy&PolicyName=own&PolicyDocument=${identity}");
    limit(allow("s3:*", "*", null));
    String action = "iam:" + call.split("&")[0];
    assertEquals(
        denial(
            action,
            "arn:aws:iam::000000000000:" + resource,
            "because no identity-based policy allows the " + action + " action"),
        client.call(call).message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws:ResourceTag/Team | a | DeleteRole&RoleName=r",
        "iam:ResourceTag/Team | a | GetRole&RoleName=r",
        "aws:ResourceTag/Team | a | GetInstanceProfile&InstanceProfileName=p",
        "aws:RequestTag/Team | a | TagRole&RoleName=r" + TAG,
        "aws:TagKeys | Team | TagRole&RoleName=r" + TAG,
        "aws:TagKeys | Team | UntagRole&RoleName=r&TagKeys.member.1=Team",
        "iam:PolicyARN | " + READ_ONLY + " | AttachRolePolicy&RoleName=r&PolicyArn=" + READ_ONLY,
        "iam:PolicyARN | " + READ_ONLY + " | DetachRolePolicy&RoleName=r&PolicyArn=" + READ_ONLY,
        "iam:PermissionsBoundary | "
            + READ_ONLY
            + " | PutRolePermissionsBoundary&RoleName=r&PermissionsBoundary="
            + READ_ONLY,
        "iam:PermissionsBoundary | "
            + READ_ONLY
            + " | AttachRolePolicy&RoleName=r&PolicyArn="
            + READ_ONLY,
        "iam:PermissionsBoundary | " + READ_ONLY + " | DeleteRolePermissionsBoundary&RoleName=r",
        "iam:AWSServiceName | ecs.amazonaws.com"
            + " | CreateServiceLinkedRole&AWSServiceName=ecs.amazonaws.com",
        "aws:RequestedRegion | us-east-1 | ListRoles",
        "aws:PrincipalArn | " + USER + " | ListRoles",
        "aws:username | sandbox | ListRoles",
        "aws:SourceIp | 127.0.0.1 | ListRoles",
        "aws:SecureTransport | true | ListRoles"
      })
  void aCallHasItsConditionKeys(String key, String value, String call) {
    client.call(CREATE + TAG + "&PermissionsBoundary=" + READ_ONLY);
    client.call("CreateInstanceProfile&InstanceProfileName=p" + TAG);
    client.call("AttachRolePolicy&RoleName=r&PolicyArn=" + READ_ONLY);
    String condition = "{\"StringEquals\":{\"" + key + "\":\"%s\"}}";
    limit(allow("iam:*", "*", condition.formatted("other")));
    assertEquals("AccessDenied", client.call(call).code());
    limit(allow("iam:*", "*", condition.formatted(value)));
    assertNotEquals("AccessDenied", client.call(call).code());
  }

  @Test
  void namesThePolicyThatDenies() {
    String all = allow("*", "*", null);
    String none = allow("s3:*", "*", null);
    String deny = all.replace("Allow", "Deny");
    Map<String, String> identity = Map.of("identity", all);
    String[][] cases = {
      {none, all, "because no permissions boundary allows the iam:ListRoles action"},
      {deny, all, "with an explicit deny in a permissions boundary"},
      {all, none, "because no service control policy allows the iam:ListRoles action"},
      {all, deny, "with an explicit deny in a service control policy"}
    };
    for (String[] c : cases) {
      server.enforce(CallerPolicies.parse(identity, Map.of("b", c[0]), Map.of("s", c[1])));
      assertEquals(
          denial("iam:ListRoles", "arn:aws:iam::000000000000:role/", c[2]),
          client.call("ListRoles").message());
    }
    limit(deny);
    assertTrue(
        client
            .call("ListRoles")
            .message()
            .endsWith("with an explicit deny in an identity-based policy"));
  }

  @Test
  void anyCallerMayAskWhoItIs() {
    limit(allow("*", "*", null).replace("Allow", "Deny"));
    assertEquals(200, client.call("GetCallerIdentity&Version=2011-06-15").status());
  }

  @Test
  void simulationPredictsEnforcement() {
    client.call(CREATE);
    String resource = "arn:aws:iam::000000000000:role/r";
    for (String action : new String[] {"iam:GetRole", "iam:DeleteRole", "iam:ListRoleTags"}) {
      for (String allowed : new String[] {action, "iam:PassRole"}) {
        limit(allow(allowed + " iam:SimulatePrincipalPolicy", "*", null));
        String simulated =
            client
                .call(
                    "SimulatePrincipalPolicy&PolicySourceArn="
                        + USER
                        + "&ActionNames.member.1="
                        + action
                        + "&ResourceArns.member.1="
                        + resource)
                .body();
        String real = client.call(action.substring(4) + "&RoleName=r").code();
        String expected = real.equals("AccessDenied") ? "implicitDeny" : "allowed";
        assertTrue(simulated.contains("<EvalDecision>" + expected + "</EvalDecision>"), simulated);
        assertEquals(allowed.equals(action), !real.equals("AccessDenied"), action);
        server.enforce(CallerPolicies.UNLIMITED);
        client.call(CREATE);
      }
    }
  }

  @Test
  void simulatesGivenPolicies() {
    String call =
        "SimulateCustomPolicy&ActionNames.member.1=iam:CreateRole&PolicyInputList.member.1="
            + allow("iam:*", "*", "{\"StringEquals\":{\"aws:RequestTag/Team\":\"a\"}}");
    String missing = client.call(call).body();
    assertTrue(missing.contains("<EvalDecision>implicitDeny</EvalDecision>"), missing);
    assertTrue(
        missing.contains("<MissingContextValues><member>aws:requesttag/team</member>"), missing);
    String present =
        client
            .call(
                call
                    + "&ContextEntries.member.1.ContextKeyName=aws:RequestTag/Team"
                    + "&ContextEntries.member.1.ContextKeyType=string"
                    + "&ContextEntries.member.1.ContextKeyValues.member.1=a")
            .body();
    assertTrue(present.contains("<EvalDecision>allowed</EvalDecision>"), present);
    assertTrue(present.contains("<MissingContextValues></MissingContextValues>"), present);
  }

  @Test
  void aSessionHasItsIssueTimeAndTheTagsOfItsRole() {
    String trust =
        AccessPoliciesTest.document(
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},"
                + "\"Action\":\"sts:AssumeRole\"}");
    client.call("CreateRole&RoleName=r&AssumeRolePolicyDocument=" + trust + TAG);
    String put = "PutRolePolicy&RoleName=r&PolicyName=x&PolicyDocument=";
    String[] conditions = {
      "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"%s\"}}",
      "{\"DateGreaterThan\":{\"aws:TokenIssueTime\":\"%s\"}}",
      "{\"DateGreaterThan\":{\"aws:CurrentTime\":\"%s\"}}",
      "{\"NumericGreaterThan\":{\"aws:EpochTime\":\"%s\"}}",
      "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"%s\"}}"
    };
    String[][] values = {
      {"a", "b"},
      {"2026-01-01T00:00:00Z", "2099-01-01T00:00:00Z"},
      {"2026-01-01", "2099-01-01"},
      {"1767225600", "4070908800"},
      {"false", "true"}
    };
    limit(allow("sts:AssumeRole iam:PutRolePolicy", "*", null));
    String body =
        client
            .call(
                "AssumeRole&RoleSessionName=me&Version=2011-06-15"
                    + "&RoleArn=arn:aws:iam::000000000000:role/r")
            .body();
    Conformance session =
        client.withAccessKey(body.replaceAll("(?s).*<AccessKeyId>(.*)</AccessKeyId>.*", "$1"));
    for (int i = 0; i < conditions.length; i++) {
      client.call(put + allow("iam:GetRole", "*", conditions[i].formatted(values[i][0])));
      assertEquals(200, session.call("GetRole&RoleName=r").status(), conditions[i]);
      client.call(put + allow("iam:GetRole", "*", conditions[i].formatted(values[i][1])));
      assertEquals("AccessDenied", session.call("GetRole&RoleName=r").code(), conditions[i]);
    }
  }

  @Test
  void anAssumedRoleHasItsOwnRights() throws IOException {
    String trust =
        AccessPoliciesTest.document(
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},"
                + "\"Action\":\"sts:AssumeRole\"}");
    client.call("CreateRole&RoleName=r&AssumeRolePolicyDocument=" + trust);
    client.call("CreateRole&RoleName=ec2&AssumeRolePolicyDocument=${trust}");
    client.call(
        "PutRolePolicy&RoleName=r&PolicyName=x&PolicyDocument=" + allow("iam:GetRole", "*", null));
    String assume =
        "AssumeRole&RoleSessionName=me&Version=2011-06-15&RoleArn=arn:aws:iam::000000000000:role/";
    limit(allow("s3:*", "*", null));
    assertEquals("AccessDenied", client.call(assume + "r").code());
    limit(allow("sts:AssumeRole", "*", null));
    assertEquals("AccessDenied", client.call(assume + "ec2").code());
    assertEquals("AccessDenied", client.call(assume + "none").code());
    String body = client.call(assume + "r").body();
    String key = body.replaceAll("(?s).*<AccessKeyId>(.*)</AccessKeyId>.*", "$1");
    Conformance session = client.withAccessKey(key);
    assertTrue(
        session
            .call("GetCallerIdentity&Version=2011-06-15")
            .body()
            .contains("<Arn>arn:aws:sts::000000000000:assumed-role/r/me</Arn>"));
    assertEquals(200, session.call("GetRole&RoleName=r").status());
    assertEquals("AccessDenied", session.call("ListRoles").code());
    assertEquals("AccessDenied", client.call("GetRole&RoleName=r").code());
  }
}
