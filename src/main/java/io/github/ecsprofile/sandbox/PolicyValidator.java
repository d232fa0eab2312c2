package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Validates trust policies and identity policies by IAM's rules. */
final class PolicyValidator {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> ELEMENTS =
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

  /** Validates a trust policy; {"AWS":"*"} is valid, as at IAM. */
  static void trust(String document, State state, String partition) {
    JsonNode tree = tree(document, "This policy contains invalid Json");
    for (JsonNode s : statements(tree)) {
      if (s.has("Resource") || s.has("NotResource")) {
        throw IamError.malformed(
            "Has prohibited field " + (s.has("Resource") ? "Resource" : "NotResource"));
      }
      List<JsonNode> actions = each(s.path("Action"));
      if (actions.isEmpty()) {
        throw IamError.malformed("Missing required field Action");
      }
      for (JsonNode action : actions) {
        if (!action.asText().toLowerCase(Locale.ROOT).startsWith("sts:")) {
          throw IamError.malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
      }
      principal(s, state, partition);
    }
    if (size(document) > 2048) {
      throw IamError.quota("ACLSizePerRole", 2048);
    }
  }

  private static void principal(JsonNode statement, State state, String partition) {
    JsonNode principal = statement.path("Principal");
    if (statement.has("NotPrincipal")) {
      return;
    }
    if (principal.isMissingNode() || principal.isObject() && principal.isEmpty()) {
      throw IamError.malformed("Missing required field Principal");
    }
    if (principal.isTextual()) {
      throw IamError.malformed(
          principal.asText().equals("*")
              ? "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"."
              : "Invalid principal in policy.");
    }
    principal
        .properties()
        .forEach(
            e -> {
              for (JsonNode value : each(e.getValue())) {
                if (!known(e.getKey(), value.asText(), state, partition)) {
                  throw IamError.malformed(
                      "Invalid principal in policy: \""
                          + e.getKey().toUpperCase(Locale.ROOT)
                          + "\":\""
                          + value.asText()
                          + "\"");
                }
              }
            });
  }

  private static boolean known(String kind, String value, State state, String partition) {
    return switch (kind) {
      case "Service" ->
          value.matches(
              "[a-z0-9][a-z0-9.-]*\\.amazonaws\\.com(\\.cn)?|[a-z0-9.-]+\\.(ic|sgov)\\.gov");
      case "Federated", "CanonicalUser" -> !value.isBlank();
      case "AWS" -> {
        if (value.equals("*") || value.matches("\\d{12}")) {
          yield true;
        }
        if (!value.matches("arn:" + partition + ":(iam|sts)::\\d{12}:.+")) {
          yield false;
        }
        String own = "arn:" + partition + ":iam::" + RequestContext.ACCOUNT + ":role/";
        yield !value.startsWith(own)
            || state.roles.values().stream()
                .anyMatch(r -> value.equals(own + r.path.substring(1) + r.name));
      }
      default -> false;
    };
  }

  /** Validates an inline policy or a customer managed policy. */
  static void identity(String document) {
    JsonNode tree = tree(document, "Syntax errors in policy.");
    for (JsonNode s : statements(tree)) {
      if (s.has("Principal") || s.has("NotPrincipal")) {
        throw IamError.malformed("Policy document should not specify a principal.");
      }
      if (!s.has("Action") && !s.has("NotAction")) {
        throw IamError.malformed("Policy statement must contain actions.");
      }
      if (!s.has("Resource") && !s.has("NotResource")) {
        throw IamError.malformed("Policy statement must contain resources.");
      }
    }
  }

  private static JsonNode tree(String document, String message) {
    try {
      JsonNode tree = JSON.readTree(document);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Reported below, as IAM's own error.
    }
    throw IamError.malformed(message);
  }

  private static List<JsonNode> statements(JsonNode tree) {
    List<JsonNode> all = each(tree.path("Statement"));
    String version = tree.path("Version").asText("2008-10-17");
    boolean versionKnown = version.equals("2012-10-17") || version.equals("2008-10-17");
    if (all.isEmpty() || !versionKnown || all.stream().anyMatch(s -> !s.isObject())) {
      throw IamError.malformed("Syntax errors in policy.");
    }
    Set<String> sids = new HashSet<>();
    for (JsonNode s : all) {
      s.fieldNames()
          .forEachRemaining(
              name -> {
                if (!ELEMENTS.contains(name)) {
                  throw IamError.malformed("Unknown field " + name);
                }
              });
      String effect = s.path("Effect").asText();
      if (effect.isEmpty()) {
        throw IamError.malformed("Missing required field Effect cannot be empty!");
      }
      if (!effect.equals("Allow") && !effect.equals("Deny")) {
        throw IamError.malformed("Invalid effect: " + effect);
      }
      if (s.has("Sid") && !sids.add(s.get("Sid").asText())) {
        throw IamError.malformed("Statement IDs (SID) in a single policy must be unique.");
      }
    }
    return all;
  }

  /** Returns the length without white space, which IAM does not count. */
  static int size(String document) {
    return document.replaceAll("\\s", "").length();
  }

  private static List<JsonNode> each(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(all::add);
    } else if (!node.isMissingNode()) {
      all.add(node);
    }
    return all;
  }
}
