package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${name}} in every string of a parsed tree, once; so a value cannot change the
 * document's shape. IAM's own variables (a name with a colon, and the escapes of *, ? and $; IAM
 * User Guide, "IAM policy elements: Variables and tags") pass untouched.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");

  private final Map<String, String> values;
  private final String where;

  Placeholders(Map<String, String> values, String where) {
    this.values = values;
    this.where = where;
  }

  JsonNode fill(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(fill(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      node.forEach(child -> filled.add(fill(child)));
      return filled;
    }
    if (node.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              e -> {
                String key = fill(e.getKey());
                if (filled.has(key)) {
                  throw Failure.badInput(
                      where
                          + ": the key '"
                          + Names.printable(key)
                          + "' occurs twice once filled in",
                      "Give the placeholders different values.");
                }
                filled.set(key, fill(e.getValue()));
              });
      return filled;
    }
    return node;
  }

  private String fill(String text) {
    Matcher m = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (m.find()) {
      String name = m.group(1);
      boolean isIamVariable =
          name.contains(":") || name.equals("*") || name.equals("?") || name.equals("$");
      String value = isIamVariable ? m.group() : values.get(name);
      if (value == null) {
        throw Failure.badInput(
            where + ": nothing is known for ${" + Names.printable(name) + "}",
            "Add --var "
                + (name.isBlank() ? "NAME" : Names.printable(name))
                + "=VALUE; known are "
                + String.join(", ", new TreeSet<>(values.keySet()))
                + ".");
      }
      m.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return m.appendTail(filled).toString();
  }
}
