package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The statements of a policy by their ids, and the policy as JSON. */
final class PolicyStatements {
  /** Actions of IAM of which some are needed. */
  static final class Actions {
    private final List<String> names = new ArrayList<>();

    void add(boolean needed, String name) {
      if (needed) {
        names.add("iam:" + name);
      }
    }
  }

  private final Map<String, Statement> statements = new LinkedHashMap<>();

  /** Adds a statement, or its actions if there is one with this id; nothing without an action. */
  void add(
      String sid,
      Actions actions,
      List<String> resources,
      Map<String, Map<String, List<String>>> conditions) {
    if (!actions.names.isEmpty()) {
      statements
          .computeIfAbsent(sid, s -> new Statement(new LinkedHashSet<>(), resources, conditions))
          .actions()
          .addAll(actions.names);
    }
  }

  /** Returns the statements, in the order of their first use. */
  Collection<Statement> all() {
    return statements.values();
  }

  /** Returns the policy. */
  ObjectNode policy() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    ArrayNode all = policy.putArray("Statement");
    statements.forEach((sid, s) -> s.write(all.addObject().put("Sid", sid).put("Effect", "Allow")));
    return policy;
  }
}
