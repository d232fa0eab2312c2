package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An identity policy as IAM reads it, as far as Allow, StringEquals and ArnEquals go. */
final class PolicyReading {
  /** A right that a request asks for, and the condition keys that IAM fills in for it. */
  record Ask(String action, String resource, Map<String, String> keys) {}

  private final JsonNode document;

  PolicyReading(JsonNode document) {
    this.document = document;
  }

  Set<String> actions() {
    Set<String> all = new TreeSet<>();
    document.get("Statement").forEach(s -> all.addAll(values(s.get("Action"))));
    return all;
  }

  boolean allows(Ask ask) {
    for (JsonNode statement : document.get("Statement")) {
      if (statement.get("Effect").asText().equals("Allow")
          && values(statement.get("Action")).contains(ask.action())
          && values(statement.get("Resource")).stream().anyMatch(r -> matches(r, ask.resource()))
          && conditions(statement.path("Condition"), ask.keys())) {
        return true;
      }
    }
    return false;
  }

  private static boolean conditions(JsonNode conditions, Map<String, String> keys) {
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      boolean patterns = operator.getKey().equals("ArnEquals");
      if (!patterns && !operator.getKey().equals("StringEquals")) {
        throw new IllegalArgumentException("not read here: " + operator.getKey());
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        String actual = keys.get(key.getKey());
        if (actual == null
            || values(key.getValue()).stream()
                .noneMatch(v -> patterns ? matches(v, actual) : literal(v).equals(actual))) {
          return false;
        }
      }
    }
    return true;
  }

  private static String literal(String text) {
    return text.replace("${*}", "*").replace("${?}", "?").replace("${$}", "$");
  }

  /** A star is any text, a question mark any character, but for those that are escaped. */
  private static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '$' && pattern.startsWith("{", i + 1) && pattern.startsWith("}", i + 3)) {
        regex.append(Pattern.quote(pattern.substring(i + 2, i + 3)));
        i += 3;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)));
      }
    }
    return text.matches(regex.toString());
  }

  private static List<String> values(JsonNode node) {
    List<String> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(v -> all.add(v.asText()));
    } else {
      all.add(node.asText());
    }
    return all;
  }
}
