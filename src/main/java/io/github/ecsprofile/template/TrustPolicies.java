package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ecsprofile.model.Failure;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses a document that is not a trust policy, and one that lets any principal in, which IAM
 * accepts in some forms ({@code {"AWS": "*"}}, NotPrincipal, identity providers open to everyone).
 */
final class TrustPolicies {
  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Condition",
          "Resource",
          "NotResource");
  private static final Set<String> PRINCIPALS =
      Set.of("AWS", "Service", "Federated", "CanonicalUser");

  private final String source;

  private TrustPolicies(String source) {
    this.source = source;
  }

  static void check(JsonNode tree, String source) {
    new TrustPolicies(source).document(tree);
  }

  private void document(JsonNode tree) {
    if (!tree.isObject() || !tree.has("Statement")) {
      throw invalid(
          "", "not a trust policy: no Statement", "Write {\"Version\": …, \"Statement\": […]}.");
    }
    elements(tree, DOCUMENT, "");
    if (tree.has("Version") && !VERSIONS.contains(tree.get("Version").asText())) {
      throw invalid("", "unknown Version", "Use \"2012-10-17\".");
    }
    List<JsonNode> statements = Statements.asList(tree.get("Statement"));
    if (statements.isEmpty()) {
      throw invalid("", "no statement", "Add a statement that lets EC2 assume the role.");
    }
    for (int i = 0; i < statements.size(); i++) {
      statement(statements.get(i), "statement " + (i + 1) + ": ");
    }
  }

  private void elements(JsonNode node, Set<String> known, String which) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw invalid(
            which,
            "unknown element " + InvalidInput.quoted(name),
            "Check the spelling: the names of elements are case-sensitive.");
      }
    }
  }

  private void statement(JsonNode s, String which) {
    if (!s.isObject()) {
      throw invalid(
          which, "not an object", "Write {\"Effect\": …, \"Principal\": …, \"Action\": …}.");
    }
    elements(s, STATEMENT, which);
    String effect = s.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw invalid(which, "Effect is neither Allow nor Deny", "Add \"Effect\": \"Allow\".");
    }
    if (s.has("Resource") || s.has("NotResource")) {
      throw invalid(which, "a trust policy has no Resource", "Remove it.");
    }
    if (s.has("NotAction") || !s.has("Action")) {
      throw invalid(which, "no Action", "Add \"Action\": \"sts:AssumeRole\".");
    }
    actions(Statements.asList(s.get("Action")), which);
    JsonNode conditions = s.path("Condition");
    if (s.has("Condition")) {
      conditions(conditions, which);
    }
    boolean allow = effect.equals("Allow");
    if (s.has("NotPrincipal")) {
      if (allow) {
        throw invalid(
            which, "NotPrincipal lets any other principal in", "Name a Principal instead.");
      }
      principal(s.get("NotPrincipal"), false, conditions, which);
    } else {
      principal(s.path("Principal"), allow, conditions, which);
    }
  }

  private void actions(List<JsonNode> actions, String which) {
    if (actions.isEmpty()) {
      throw invalid(which, "no Action", "Add \"Action\": \"sts:AssumeRole\".");
    }
    for (JsonNode action : actions) {
      if (!action.isTextual() || !action.asText().regionMatches(true, 0, "sts:", 0, 4)) {
        throw invalid(
            which,
            "the action " + InvalidInput.quoted(action.asText()) + " is not one of STS",
            "Use sts: actions only.");
      }
    }
  }

  private void conditions(JsonNode conditions, String which) {
    boolean valid = conditions.isObject();
    for (JsonNode test : conditions) {
      valid &= test.isObject();
    }
    if (!valid) {
      throw invalid(which, "invalid Condition", "Write {\"OPERATOR\": {\"KEY\": \"VALUE\"}}.");
    }
  }

  private void principal(JsonNode principal, boolean allow, JsonNode conditions, String which) {
    if (principal.isTextual()) {
      throw principal.asText().equals("*") && !allow
          ? invalid(which, "IAM does not accept the principal \"*\"", "Write {\"AWS\": \"*\"}.")
          : anyone(which, principal.asText());
    }
    if (!principal.isObject() || principal.isEmpty()) {
      throw invalid(which, "no Principal", "Add \"Principal\": {\"Service\": \"${ec2-service}\"}.");
    }
    elements(principal, PRINCIPALS, which);
    for (Map.Entry<String, JsonNode> e : principal.properties()) {
      List<JsonNode> values = Statements.asList(e.getValue());
      if (values.isEmpty()) {
        throw invalid(which, "an empty list of principals", "Name a principal.");
      }
      for (JsonNode value : values) {
        if (!value.isTextual() || value.asText().isBlank()) {
          throw invalid(which, "a principal is not a string", "Write principals as strings.");
        }
        named(e.getKey(), value.asText(), allow, conditions, which);
      }
    }
  }

  private void named(
      String type, String principal, boolean allow, JsonNode conditions, String which) {
    // IAM takes no pattern and no policy variable here, only the lone asterisk.
    boolean lone = principal.equals("*") && type.equals("AWS");
    boolean pattern =
        principal.contains("*") || principal.contains("?") || principal.contains("${");
    if (allow && pattern || pattern && !lone) {
      throw anyone(which, principal);
    }
    JsonNode tests = conditions.isObject() ? conditions : JsonNodeFactory.instance.objectNode();
    if (allow && type.equals("Federated") && SharedProviders.letsAnyoneIn(principal, tests)) {
      throw invalid(
          which,
          "lets anyone in who has an account with " + InvalidInput.quoted(principal),
          "Add a Condition on a claim that identifies your users, such as PROVIDER:sub or"
              + " PROVIDER:aud.");
    }
  }

  private Failure anyone(String which, String principal) {
    return invalid(
        which,
        "lets any principal in: " + InvalidInput.quoted(principal),
        "Name the service, account or role that may assume the role.");
  }

  private Failure invalid(String which, String why, String hint) {
    return Failure.badInput(source + ": " + which + why, hint);
  }
}
