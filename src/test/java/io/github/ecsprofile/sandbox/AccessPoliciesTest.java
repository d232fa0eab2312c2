package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the decisions of the evaluation engine against the table. */
class AccessPoliciesTest {
  private static final Path TABLE = Path.of("src/test/resources/conformance/access.txt");

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(TABLE).stream().filter(l -> !l.startsWith("#"));
  }

  static String document(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
  }

  private static List<AccessPolicy> policy(String statement) {
    return statement.equals("-")
        ? List.of()
        : List.of(AccessPolicy.parse("table", document(statement)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decidesAsIam(String row) {
    String[] columns = row.split(" \\| ");
    Map<String, List<String>> context = new HashMap<>();
    if (!columns[6].equals("-")) {
      for (String entry : columns[6].split(";")) {
        String[] pair = entry.split("=", 2);
        context.put(pair[0], List.of(pair[1].split(",")));
      }
    }
    List<AccessPolicy> boundary = policy(columns[2]);
    AccessPolicies policies =
        new AccessPolicies(
            policy(columns[1]), boundary.isEmpty() ? null : boundary.get(0), policy(columns[3]));
    assertEquals(
        Decision.valueOf(columns[7]),
        policies.decide(new AccessRequest(columns[4], columns[5], context)));
  }

  @Test
  void theTableIsLong() throws IOException {
    assertTrue(rows().count() >= 150);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\":{\"ec2:Region\":\"x\"}}",
        "{\"StringEquals\":{\"aws:NoSuchKey\":\"x\"}}",
        "{\"StringEquals\":{\"aws:username\":\"${saml:sub}\"}}",
        "{\"StringSame\":{\"aws:username\":\"x\"}}"
      })
  void refusesWhatItCannotEvaluate(String condition) {
    refuses("\"Action\":[\"s3:*\",\"iam:GetRole\"]", condition);
    refuses("\"Action\":\"*\"", condition);
    refuses("\"NotAction\":\"s3:*\"", condition);
  }

  private static void refuses(String actions, String condition) {
    String document =
        document(
            "{\"Effect\":\"Deny\","
                + actions
                + ",\"Resource\":\"*\",\"Condition\":"
                + condition
                + "}");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CallerPolicies.parse(Map.of("p.json", document), Map.of(), Map.of()));
    assertTrue(e.getMessage().startsWith("p.json: "), e.getMessage());
  }

  /** A placeholder that was not filled looks like a variable. */
  @Test
  void namesAVariableThatItDoesNotKnow() {
    String document =
        document(
            "{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"ArnNotLike\":{\"aws:PrincipalARN\":\"arn:aws:iam::${Account}:role/admin\"}}}");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CallerPolicies.parse(Map.of(), Map.of(), Map.of("scp.json", document)));
    assertEquals(
        "scp.json: the sandbox does not know the policy variable ${Account}", e.getMessage());
  }
}
