package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A statement of the policy that {@link Permissions} builds; commands that share it add their
 * actions to it.
 *
 * @param conditions values by operator and key
 */
record Statement(
    Set<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  /**
   * Writes text that a policy would read as its own: a path may hold such characters (IAM User
   * Guide, "IAM policy elements: Variables and tags", predefined values).
   */
  static String literal(String text) {
    return text.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
  }

  /** Returns the text that {@link #literal} wrote. */
  static String text(String literal) {
    return literal.replaceAll("\\$\\{([*?$])}", "$1");
  }

  void write(ObjectNode node) {
    put(node, "Action", List.copyOf(actions));
    put(node, "Resource", resources);
    if (!conditions.isEmpty()) {
      ObjectNode all = node.putObject("Condition");
      conditions.forEach(
          (operator, keys) -> {
            ObjectNode tests = all.putObject(operator);
            keys.forEach((key, values) -> put(tests, key, values));
          });
    }
  }

  private static void put(ObjectNode node, String key, List<String> values) {
    if (values.size() == 1) {
      node.put(key, values.get(0));
    } else {
      values.forEach(node.putArray(key)::add);
    }
  }
}
