package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsprofile.model.Failure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${name}} in every string and key of a parsed tree, once, so that a value cannot
 * change the shape of the document. IAM's own variables (a name with a colon, and the escapes of *,
 * ? and $; IAM User Guide, "IAM policy elements: Variables and tags") are kept. A lone surrogate,
 * which no encoding can send to IAM, is refused.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Set<String> IAM_ESCAPES = Set.of("*", "?", "$");

  private final Map<String, String> values;
  private final String source;

  Placeholders(Map<String, String> values, String source) {
    this.values = values;
    this.source = source;
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
      for (Map.Entry<String, JsonNode> e : node.properties()) {
        String key = fill(e.getKey());
        if (filled.has(key)) {
          throw Failure.badInput(
              source + ": the key " + InvalidInput.quoted(key) + " occurs twice after filling in",
              "Give the placeholders different values.");
        }
        filled.set(key, fill(e.getValue()));
      }
      return filled;
    }
    return node;
  }

  private String fill(String text) {
    Matcher m = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (m.find()) {
      String name = m.group(1);
      boolean isIamVariable = name.contains(":") || IAM_ESCAPES.contains(name);
      String value = isIamVariable ? m.group() : values.get(name);
      if (value == null) {
        throw Failure.badInput(
            source + ": unknown placeholder " + InvalidInput.quoted(m.group()),
            "Set it with --var NAME=VALUE, or use one of: "
                + String.join(", ", new TreeSet<>(values.keySet())));
      }
      m.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    m.appendTail(filled);
    if (filled.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw Failure.badInput(
          source + ": half a surrogate pair in " + InvalidInput.quoted(filled.toString()),
          "Write the whole character, or leave it out.");
    }
    return filled.toString();
  }
}
