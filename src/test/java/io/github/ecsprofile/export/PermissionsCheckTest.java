package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code permissions --check} predicts, against what the run then meets. */
class PermissionsCheckTest {
  @TempDir Path dir;

  static List<CommandCases.Case> cases() {
    return Sample.every(8, CommandCases.all().toList());
  }

  /** Returns the policy without an action, and with the right to simulate. */
  private static JsonNode without(JsonNode policy, String action) {
    ObjectNode copy = policy.deepCopy();
    ArrayNode statements = (ArrayNode) copy.get("Statement");
    for (int i = statements.size() - 1; i >= 0; i--) {
      ObjectNode statement = (ObjectNode) statements.get(i);
      ArrayNode left = statement.arrayNode();
      JsonNode actions = statement.get("Action");
      (actions.isArray() ? actions : statement.arrayNode().add(actions))
          .forEach(
              a -> {
                if (!a.asText().equals(action)) {
                  left.add(a);
                }
              });
      if (left.isEmpty()) {
        statements.remove(i);
      } else {
        statement.set("Action", left);
      }
    }
    statements
        .addObject()
        .put("Effect", "Allow")
        .put("Action", "iam:SimulatePrincipalPolicy")
        .put("Resource", "arn:aws:iam::000000000000:user/sandbox");
    return copy;
  }

  /** Without it the run goes on, and has less advice. */
  private static final String ONLY_FOR_ADVICE = "iam:GetAccountSummary";

  private static Set<String> denied(CliRunner.Run check) {
    Set<String> actions = new TreeSet<>();
    check
        .out()
        .lines()
        .filter(l -> l.startsWith("denied "))
        .forEach(l -> actions.add(l.split(" +")[1]));
    return actions;
  }

  private List<Path> states(CommandCases.Case c) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String state : c.states()) {
      Path file = dir.resolve("state-" + files.size() + ".json");
      try (EnforcingSandbox iam = new EnforcingSandbox(file)) {
        iam.prepare(state);
      }
      files.add(file);
    }
    return files;
  }

  private CliRunner.Run run(Path state, JsonNode policy, String line) throws IOException {
    Path copy = dir.resolve("copy.json");
    Files.deleteIfExists(copy);
    if (Files.exists(state)) {
      Files.copy(state, copy);
    }
    try (EnforcingSandbox iam = new EnforcingSandbox(copy)) {
      iam.enforce(policy);
      return iam.run(line);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsPredictedIsWhatTheRunMeets(CommandCases.Case c) throws IOException {
    JsonNode policy = CommandCases.policy(c.command());
    List<Path> states = states(c);
    String check = "permissions --project p --check --for " + c.command();
    try (EnforcingSandbox iam = new EnforcingSandbox()) {
      iam.enforce(without(policy, "none"));
      CliRunner.Run all = iam.run(check);
      assertEquals(0, all.code(), all.all());
      assertEquals(Set.of(), denied(all));
      for (String action : new PolicyReading(policy).actions()) {
        JsonNode less = without(policy, action);
        iam.enforce(less);
        CliRunner.Run predicted = iam.run(check);
        assertEquals(10, predicted.code(), action + "\n" + predicted.all());
        assertEquals(Set.of(action), denied(predicted), predicted.all());
        boolean met = false;
        for (Path state : states) {
          CliRunner.Run real = run(state, less, CommandCases.line(c.command()));
          assertTrue(List.of(0, 5).contains(real.code()), action + "\n" + real.all());
          if (real.code() == 5) {
            assertTrue(real.err().contains("access denied: " + action + ":"), real.err());
            assertEquals("", real.out());
            met = true;
          }
        }
        assertEquals(!ONLY_FOR_ADVICE.equals(action), met, action + " is predicted to be missing");
      }
    }
  }

  /** Policies as others write them: what the tool's requests carry must be in the simulation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | aws:RequestTag/Project | p | iam:CreateRole",
        "StringEquals | aws:RequestTag/Project | q | iam:CreateRole",
        "ForAllValues:StringEquals | aws:TagKeys | Project | iam:CreateInstanceProfile",
        "StringEquals | aws:ResourceTag/ManagedBy | ecs-profile | iam:AttachRolePolicy",
        "StringEquals | iam:ResourceTag/ManagedBy | other | iam:AttachRolePolicy",
        "ArnLike | iam:PolicyARN | arn:aws:iam::aws:policy/AmazonSSM* | iam:AttachRolePolicy",
        "StringEquals | iam:PassedToService | ec2.amazonaws.com | iam:PassRole",
        "StringEquals | iam:PassedToService | ecs.amazonaws.com | iam:PassRole",
        "ArnLike | iam:PermissionsBoundary | arn:aws:iam::aws:policy/Power* | iam:CreateRole",
        "ArnLike | iam:PermissionsBoundary | arn:aws:iam::aws:policy/Read* | iam:AttachRolePolicy",
        "ArnLike | aws:PrincipalArn | arn:aws:iam::*:user/sandbox | iam:CreateRole",
        "Bool | aws:SecureTransport | true | iam:CreateRole",
      })
  void aConditionIsEvaluatedAsInTheRun(String operator, String key, String value, String action)
      throws IOException {
    ObjectNode policy =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "NotAction": "%s", "Resource": "*"},
                      {"Effect": "Allow", "Action": "%s", "Resource": "*",
                       "Condition": {"%s": {"%s": "%s"}}}]}"""
                        .formatted(action, action, operator, key, value));
    String options = " --project p --permissions-boundary PowerUserAccess";
    try (EnforcingSandbox iam = new EnforcingSandbox()) {
      iam.enforce(policy);
      CliRunner.Run predicted = iam.run("permissions --check" + options);
      CliRunner.Run real = iam.run("all" + options);
      assertEquals(real.code() == 0 ? 0 : 10, predicted.code(), predicted.all() + real.all());
      assertEquals(real.code() == 0 ? Set.of() : Set.of(action), denied(predicted));
      assertTrue(List.of(0, 5).contains(real.code()), real.all());
    }
  }
}
