package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Validates a trust policy: its own rules, and principals that exist. */
final class TrustPolicyValidator {
  private static final Set<String> TOP_ELEMENTS = Set.of("Version", "Id", "Statement");

  /** Actions of STS that a trust policy may name (Service Authorization Reference, "AWS STS"). */
  private static final List<String> ACTIONS =
      List.of(
          "sts:assumerole",
          "sts:assumerolewithsaml",
          "sts:assumerolewithwebidentity",
          "sts:setcontext",
          "sts:setsourceidentity",
          "sts:tagsession");

  private final State state;
  private final String partition;
  private final Set<String> extraServices;

  /**
   * Creates a validator.
   *
   * @param state holds the roles that a principal may name
   * @param extraServices service principals besides AWS's
   */
  TrustPolicyValidator(State state, String partition, Set<String> extraServices) {
    this.state = state;
    this.partition = partition;
    this.extraServices = extraServices;
  }

  /**
   * Validates a document.
   *
   * @throws IamError MalformedPolicyDocument for the first violation, LimitExceeded for its size
   */
  void validate(String document) {
    JsonNode policy = PolicyTree.parse(document);
    if (policy == null) {
      throw PolicyRule.TRUST_JSON.violated();
    }
    requireOnly(policy, TOP_ELEMENTS);
    if (policy.has("Version") && !PolicyValidator.isVersion(policy.get("Version"))) {
      throw PolicyRule.TRUST_VERSION.violated();
    }
    List<JsonNode> statements = PolicyTree.list(policy.path("Statement"));
    if (statements.isEmpty()) {
      throw PolicyRule.TRUST_EMPTY.violated();
    }
    if (!statements.stream().allMatch(JsonNode::isObject)
        || policy.has("Id") && !policy.get("Id").isTextual()) {
      throw PolicyRule.SYNTAX.violated();
    }
    statements.forEach(this::form);
    PolicyValidator.requireUniqueSids(statements, PolicyRule.TRUST_UNIQUE_SID);
    statements.forEach(this::statement);
    if (PolicyTree.size(document) > Quotas.ASSUME_ROLE_POLICY_SIZE) {
      throw IamError.quota("ACLSizePerRole", Quotas.ASSUME_ROLE_POLICY_SIZE);
    }
  }

  private static void requireOnly(JsonNode node, Set<String> names) {
    List<String> present = new ArrayList<>();
    node.fieldNames().forEachRemaining(present::add);
    present.removeAll(names);
    if (!present.isEmpty()) {
      throw PolicyRule.TRUST_FIELD.violated(present.get(0));
    }
  }

  private void form(JsonNode s) {
    requireOnly(s, PolicyValidator.STATEMENT_ELEMENTS);
    if (s.has("Resource")) {
      throw PolicyRule.TRUST_RESOURCE.violated();
    }
    if (s.has("NotResource")) {
      throw PolicyRule.TRUST_NOT_RESOURCE.violated();
    }
    String effect = s.path("Effect").asText();
    if (effect.isEmpty()) {
      throw PolicyRule.TRUST_NO_EFFECT.violated();
    }
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw PolicyRule.TRUST_EFFECT.violated(effect);
    }
    if (s.has("Sid") && !s.get("Sid").isTextual()
        || !ConditionSyntax.isSound(s.path("Condition"))
        || !ConditionSyntax.hasValidDates(s.path("Condition"))) {
      throw PolicyRule.SYNTAX.violated();
    }
  }

  private void statement(JsonNode s) {
    if (s.has("NotAction")) {
      throw PolicyRule.TRUST_ACTION.violated();
    }
    List<JsonNode> actions = PolicyTree.list(s.path("Action"));
    if (actions.isEmpty()) {
      throw PolicyRule.TRUST_NO_ACTION.violated();
    }
    for (JsonNode action : actions) {
      String pattern = action.asText().toLowerCase(Locale.ROOT);
      if (!pattern.startsWith("sts:")
          || ACTIONS.stream().noneMatch(a -> Wildcards.matches(pattern, a))) {
        throw PolicyRule.TRUST_ACTION.violated();
      }
    }
    if (s.has("NotPrincipal")) {
      if (s.get("Effect").asText().equals("Allow")) {
        throw PolicyRule.TRUST_NOT_PRINCIPAL.violated();
      }
      return;
    }
    principal(s.path("Principal"));
  }

  private void principal(JsonNode principal) {
    if (principal.isMissingNode() || principal.isObject() && principal.isEmpty()) {
      throw PolicyRule.TRUST_NO_PRINCIPAL.violated();
    }
    if (!principal.isObject()) {
      throw principal.asText().equals("*")
          ? PolicyRule.TRUST_STAR.violated()
          : PolicyRule.TRUST_BAD_PRINCIPAL.violated();
    }
    for (Map.Entry<String, JsonNode> e : principal.properties()) {
      for (JsonNode value : PolicyTree.list(e.getValue())) {
        if (!value.isTextual() || !exists(e.getKey(), value.asText())) {
          throw PolicyRule.TRUST_UNKNOWN_PRINCIPAL.violated(
              e.getKey().toUpperCase(Locale.ROOT), value.asText());
        }
      }
    }
  }

  private boolean exists(String kind, String value) {
    return switch (kind) {
      case "Service" -> extraServices.contains(value) || ServicePrincipals.contains(value);
      case "Federated", "CanonicalUser" -> !value.isBlank();
      case "AWS" -> isAwsPrincipal(value);
      default -> false;
    };
  }

  private boolean isAwsPrincipal(String value) {
    if (value.equals("*") || value.matches("\\d{12}")) {
      return true;
    }
    if (!value.matches("arn:" + partition + ":(iam|sts)::\\d{12}:.+")) {
      return false;
    }
    String own = "arn:" + partition + ":iam::" + RequestContext.ACCOUNT + ":role/";
    return !value.startsWith(own)
        || state.roles.values().stream()
            .anyMatch(r -> value.equals(own + r.path.substring(1) + r.name));
  }
}
