package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses what is no trust policy, and what trusts nobody in particular: IAM takes some of it. */
final class TrustPolicies {
  private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
  private static final Set<String> PARTS =
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
  private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

  private final String where;

  private TrustPolicies(String where) {
    this.where = where;
  }

  static PolicyDocument check(JsonNode tree, String where) {
    new TrustPolicies(where).document(tree);
    return new PolicyDocument(tree);
  }

  private void document(JsonNode tree) {
    if (!tree.isObject() || !tree.has("Statement")) {
      throw invalid("is no trust policy: it must be an object with a Statement", "See --help.");
    }
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!TOP.contains(name)) {
                throw invalid(
                    "has the unknown element " + Names.printable(name),
                    "IAM knows " + TOP + " here.");
              }
            });
    JsonNode version = tree.path("Version");
    if (!version.isMissingNode()
        && !version.asText().equals("2012-10-17")
        && !version.asText().equals("2008-10-17")) {
      throw invalid("has a Version that IAM does not know", "Use \"2012-10-17\".");
    }
    List<JsonNode> statements = list(tree.get("Statement"));
    if (statements.isEmpty()) {
      throw invalid("has no statement", "Say who may assume the role.");
    }
    for (int i = 0; i < statements.size(); i++) {
      statement(statements.get(i), "statement " + (i + 1) + " ");
    }
  }

  private void statement(JsonNode s, String which) {
    if (!s.isObject()) {
      throw invalid(
          which + "is not an object",
          "Write it as {\"Effect\": …, \"Principal\": …, \"Action\": …}.");
    }
    s.fieldNames()
        .forEachRemaining(
            name -> {
              if (!PARTS.contains(name)) {
                throw invalid(
                    which + "has the unknown element " + Names.printable(name),
                    "Element names are case-sensitive.");
              }
            });
    String effect = s.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw invalid(which + "has no Effect of Allow or Deny", "Add \"Effect\": \"Allow\".");
    }
    if (s.has("NotPrincipal")) {
      throw invalid(which + "uses NotPrincipal, which trusts everybody else", "Name a Principal.");
    }
    if (s.has("Resource") || s.has("NotResource")) {
      throw invalid(which + "has a Resource, which a trust policy may not have", "Leave it out.");
    }
    if (s.has("NotAction") || !s.has("Action")) {
      throw invalid(which + "does not name its Action", "Add \"Action\": \"sts:AssumeRole\".");
    }
    List<JsonNode> actions = list(s.get("Action"));
    for (JsonNode action : actions) {
      if (!action.isTextual() || !action.asText().toLowerCase(Locale.ROOT).startsWith("sts:")) {
        throw invalid(
            which
                + "has the action "
                + Names.printable(action.asText())
                + ", which is not one of STS",
            "A trust policy may only hold sts: actions.");
      }
    }
    if (actions.isEmpty()) {
      throw invalid(which + "has no action", "Add \"Action\": \"sts:AssumeRole\".");
    }
    if (s.has("Condition") && !s.get("Condition").isObject()) {
      throw invalid(
          which + "has a Condition that is not an object", "Write {\"OPERATOR\": {\"KEY\": …}}.");
    }
    principal(s.get("Principal"), which);
  }

  private void principal(JsonNode principal, String which) {
    if (principal == null
        || (!principal.isObject() && !principal.isTextual())
        || principal.isEmpty() && principal.isObject()) {
      throw invalid(
          which + "has no Principal", "Add \"Principal\": {\"Service\": \"${ec2-service}\"}.");
    }
    if (principal.isTextual()) {
      throw wildcardPrincipal(which, principal.asText());
    }
    principal
        .properties()
        .forEach(
            e -> {
              if (!KINDS.contains(e.getKey())) {
                throw invalid(
                    which + "has a principal of the unknown kind " + Names.printable(e.getKey()),
                    "IAM knows AWS, Service, Federated and CanonicalUser.");
              }
              List<JsonNode> values = list(e.getValue());
              if (values.isEmpty()) {
                throw invalid(
                    which + "has an empty list of principals", "Name who may assume the role.");
              }
              for (JsonNode value : values) {
                if (!value.isTextual() || value.asText().isBlank()) {
                  throw invalid(
                      which + "has a principal that is no string", "Write principals as strings.");
                }
                if (value.asText().contains("*")) {
                  throw wildcardPrincipal(which, value.asText());
                }
              }
            });
  }

  private Failure wildcardPrincipal(String which, String principal) {
    return invalid(
        which + "trusts nobody in particular: the principal " + Names.printable(principal),
        "Name the service, account or role that may assume the role.");
  }

  private static List<JsonNode> list(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(all::add);
    } else {
      all.add(node);
    }
    return all;
  }

  private Failure invalid(String what, String hint) {
    return Failure.badInput(where + ": " + what, hint);
  }
}
