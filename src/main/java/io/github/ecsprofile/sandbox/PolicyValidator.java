package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Validates an identity policy (an inline policy, or a version of a customer managed policy) by the
 * rules of IAM's policy grammar, in the order in which IAM checks them: of several violations the
 * first in this order is the answer.
 */
final class PolicyValidator {
  private static final Set<String> TOP_ELEMENTS = Set.of("Version", "Id", "Statement");
  static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private PolicyValidator() {}

  /**
   * Validates a document.
   *
   * @throws IamError MalformedPolicyDocument for the first violation
   */
  static void validate(String document) {
    JsonNode policy = PolicyTree.parse(document);
    if (policy == null) {
      throw PolicyRule.SYNTAX.violated();
    }
    List<JsonNode> statements = syntax(policy);
    if (!policy.path("Version").asText().equals("2012-10-17")) {
      throw PolicyRule.VERSION.violated();
    }
    for (JsonNode s : statements) {
      if (s.has("Principal") || s.has("NotPrincipal")) {
        throw PolicyRule.NO_PRINCIPAL.violated();
      }
    }
    for (JsonNode s : statements) {
      legacy(s);
    }
    IamError resource = ResourceSyntax.firstError(statements);
    requireUniqueSids(statements, PolicyRule.UNIQUE_SID);
    requireOne(statements, "Action", "NotAction", PolicyRule.ACTIONS);
    requireOne(statements, "Resource", "NotResource", PolicyRule.RESOURCES);
    if (resource != null) {
      throw resource;
    }
    for (String element : List.of("Action", "NotAction")) {
      for (JsonNode s : statements) {
        PolicyTree.texts(s.path(element)).forEach(PolicyValidator::action);
      }
    }
  }

  private static List<JsonNode> syntax(JsonNode policy) {
    boolean valid =
        hasOnly(policy, TOP_ELEMENTS)
            && (!policy.has("Version") || isVersion(policy.get("Version")))
            && (!policy.has("Id") || policy.get("Id").isTextual());
    JsonNode statement = policy.path("Statement");
    List<JsonNode> statements = PolicyTree.list(statement);
    if (!valid || statements.isEmpty() || !statements.stream().allMatch(PolicyValidator::isSound)) {
      throw PolicyRule.SYNTAX.violated();
    }
    return statements;
  }

  static boolean isVersion(JsonNode version) {
    return version.isTextual() && Set.of("2008-10-17", "2012-10-17").contains(version.asText());
  }

  private static boolean hasOnly(JsonNode node, Set<String> names) {
    List<String> present = new ArrayList<>();
    node.fieldNames().forEachRemaining(present::add);
    return names.containsAll(present);
  }

  private static boolean isSound(JsonNode s) {
    return s.isObject()
        && hasOnly(s, STATEMENT_ELEMENTS)
        && !(s.has("Resource") && s.has("NotResource"))
        && !(s.has("Action") && s.has("NotAction"))
        && s.path("Effect").isTextual()
        && Set.of("allow", "deny").contains(s.get("Effect").asText().toLowerCase(Locale.ROOT))
        && isTexts(s.path("Action"))
        && isTexts(s.path("NotAction"))
        && isTexts(s.path("Resource"))
        && isTexts(s.path("NotResource"))
        && (!s.has("Sid") || s.get("Sid").isTextual())
        && ConditionSyntax.isSound(s.path("Condition"));
  }

  /** Returns whether an element is absent, a string, or a list of strings and nulls. */
  private static boolean isTexts(JsonNode node) {
    return node.isMissingNode()
        || node.isTextual()
        || node.isArray()
            && PolicyTree.list(node).stream().allMatch(n -> n.isTextual() || n.isNull());
  }

  private static void legacy(JsonNode s) {
    String effect = s.get("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")
        || !ConditionSyntax.hasValidDates(s.path("Condition"))) {
      throw PolicyRule.LEGACY.violated();
    }
  }

  /** Sids must differ; an empty one does not count. */
  static void requireUniqueSids(List<JsonNode> statements, PolicyRule rule) {
    Set<String> sids = new HashSet<>();
    for (JsonNode s : statements) {
      String sid = s.path("Sid").asText("");
      if (!sid.isEmpty() && !sids.add(sid)) {
        throw rule.violated();
      }
    }
  }

  private static void requireOne(
      List<JsonNode> statements, String element, String negated, PolicyRule rule) {
    for (JsonNode s : statements) {
      JsonNode node = s.has(element) ? s.get(element) : s.path(negated);
      if (node.isMissingNode() || node.isArray() && node.isEmpty()) {
        throw rule.violated();
      }
    }
  }

  private static void action(String action) {
    String[] parts = action.split(":", -1);
    if (parts.length == 1 && !action.equals("*")) {
      throw PolicyRule.ACTION_VENDOR.violated();
    }
    if (parts.length > 2) {
      throw PolicyRule.ACTION_COLON.violated();
    }
    if (!parts[0].equals("*") && !parts[0].matches("[a-zA-Z0-9.-]*")) {
      throw PolicyRule.VENDOR_NAME.violated(parts[0]);
    }
  }
}
