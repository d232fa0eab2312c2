package io.github.ecsprofile.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPoliciesTest {
  private static final String GITHUB =
      "'Federated':'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'";
  private static final String COGNITO = "'Federated':'cognito-identity.amazonaws.com'";

  private static JsonNode statement(String parts) throws IOException {
    String filled =
        parts
            .replace("GITHUB", GITHUB)
            .replace("COGNITO", COGNITO)
            .replace("GH:", "token.actions.githubusercontent.com:")
            .replace("COG:", "cognito-identity.amazonaws.com:");
    return new ObjectMapper()
        .readTree(("{'Statement':{'Action':'sts:*'," + filled + "}}").replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Principal':'*'",
        "'Effect':'Allow','Principal':{'AWS':'*'}",
        "'Effect':'Allow','Principal':{'AWS':['123456789012','*']}",
        "'Effect':'Allow','Principal':{'AWS':'*'},'Condition':{'Bool':{'a':'true'}}",
        "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::*:root'}",
        "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789012:role/?'}",
        "'Effect':'Allow','Principal':{'AWS':'${aws:PrincipalArn}'}",
        "'Effect':'Allow','Principal':{'Service':'*.amazonaws.com'}",
        "'Effect':'Allow','Principal':{'Federated':'*'}",
        "'Effect':'Allow','Principal':{'CanonicalUser':'*'}",
        "'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::*:root'}",
        "'Effect':'Deny','Principal':{'Service':'*'}"
      })
  void aWildcardPrincipalIsRefused(String parts) throws IOException {
    refused("lets any principal in", parts);
  }

  private static void refused(String why, String parts) throws IOException {
    JsonNode tree = statement(parts);
    Failure f = assertThrows(Failure.class, () -> TrustPolicies.check(tree, "file"));
    assertEquals(Failure.Kind.BAD_INPUT, f.kind());
    assertTrue(f.getMessage().startsWith("file: statement 1: "), f.getMessage());
    assertTrue(f.getMessage().contains(why), f.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','NotPrincipal':{'AWS':'123456789012'}",
        "'Effect':'Allow','NotPrincipal':{'AWS':'123456789012'},'Principal':{'AWS':'210987654321'}"
      })
  void notPrincipalIsRefusedInAnAllow(String parts) throws IOException {
    refused("NotPrincipal lets any other principal in", parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{GITHUB}",
        "'Principal':{GITHUB},'Condition':{'StringEquals':{'GH:aud':'sts.amazonaws.com'}}",
        "'Principal':{GITHUB},'Condition':{'StringLike':{'GH:sub':'*'}}",
        "'Principal':{GITHUB},'Condition':{'StringLike':{'GH:sub':'repo:*'}}",
        "'Principal':{GITHUB},'Condition':{'StringLike':{'GH:sub':['repo:a/b:*','*:*']}}",
        "'Principal':{GITHUB},'Condition':{'StringNotEquals':{'GH:sub':'repo:a/b:x'}}",
        "'Principal':{GITHUB},'Condition':{'StringEqualsIfExists':{'GH:sub':'repo:a/b:x'}}",
        "'Principal':{GITHUB},'Condition':{'ForAllValues:StringLike':{'GH:sub':'repo:a/b:x'}}",
        "'Principal':{GITHUB},'Condition':{'StringEquals':{'GH:sub':[]}}",
        "'Principal':{GITHUB},'Condition':{'StringEquals':{'aws:SourceIp':'10.0.0.1'}}",
        "'Principal':{COGNITO}",
        "'Principal':{COGNITO},'Condition':{'StringEquals':{'COG:amr':'authenticated'}}",
        "'Principal':{COGNITO},'Condition':{'StringLike':{'COG:aud':'us-east-1:*'}}",
        "'Principal':{'Federated':'accounts.google.com'}",
        "'Principal':{'Federated':'graph.facebook.com'}",
        "'Principal':{'Federated':['www.amazon.com']}"
      })
  void aProviderThatIsOpenToEveryoneNeedsACondition(String parts) throws IOException {
    refused("lets anyone in who has an account with", "'Effect':'Allow'," + parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'}",
        "'Effect':'Allow','Principal':{'AWS':['123456789012','arn:aws:iam::123456789012:root']}",
        "'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::123456789012:saml-provider/x'}",
        "'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::1:oidc-provider/own.example.com'}",
        "'Effect':'Allow','Principal':{GITHUB},"
            + "'Condition':{'StringLike':{'GH:sub':'repo:a/b:*'}}",
        "'Effect':'Allow','Principal':{GITHUB},"
            + "'Condition':{'stringequals':{'Token.Actions.GitHubUserContent.com:sub':'repo:a/b:x'}}",
        "'Effect':'Allow','Principal':{GITHUB},"
            + "'Condition':{'StringEquals':{'GH:repository_owner_id':'1'}}",
        "'Effect':'Allow','Principal':{COGNITO},"
            + "'Condition':{'ForAnyValue:StringLike':{'COG:amr':'a'},'StringEquals':{'COG:aud':'p:1'}}",
        "'Effect':'Allow','Principal':{'Federated':'accounts.google.com'},"
            + "'Condition':{'StringEquals':{'accounts.google.com:aud':'1'}}",
        "'Effect':'Deny','Principal':{'AWS':'*'},'Condition':{'Bool':{'a':'true'}}",
        "'Effect':'Deny','NotPrincipal':{'AWS':'123456789012'}",
        "'Effect':'Deny','Principal':{GITHUB}"
      })
  void aNamedPrincipalIsAccepted(String parts) throws IOException {
    JsonNode tree = statement(parts);
    assertDoesNotThrow(() -> TrustPolicies.check(tree, "file"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true  | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}
          true  | AWS    | {'Effect':'Allow','Principal':{'Service':['a','ec2.amazonaws.com']},'Action':['sts:TagSession','STS:assumerole']}
          true  | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:*'}
          true  | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:Assume?ole'}
          true  | AWS_CN | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com.cn'},'Action':'sts:AssumeRole'}
          true  | AWS_CN | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}
          false | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com.cn'},'Action':'sts:AssumeRole'}
          false | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazon.com'},'Action':'sts:AssumeRole'}
          false | AWS    | {'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com'},'Action':'sts:AssumeRole'}
          false | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRoleWithSAML'}
          false | AWS    | {'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:TagSession'}
          false | AWS    | {'Effect':'Allow','Principal':{'AWS':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}
          false | AWS    | {'Effect':'Deny','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}
          """)
  void ec2CanAssumeTheRole(boolean expected, Partition partition, String statement)
      throws IOException {
    String json = "{'Statement':" + statement + "}";
    assertEquals(
        expected,
        Ec2Trust.isGiven(new ObjectMapper().readTree(json.replace('\'', '"')), partition));
  }

  @ParameterizedTest
  @CsvSource({"'',false", "',\"Condition\":{\"Bool\":{\"a\":\"b\"}}',true"})
  void aDenyWithoutAConditionKeepsEc2Out(String condition, boolean expected) throws IOException {
    String ec2 = "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:*\"";
    JsonNode tree =
        new ObjectMapper()
            .readTree(
                "{\"Statement\":[{\"Effect\":\"Allow\","
                    + ec2
                    + "},{\"Effect\":\"Deny\","
                    + ec2
                    + condition
                    + "}]}");
    assertEquals(expected, Ec2Trust.isGiven(tree, Partition.AWS));
  }
}
