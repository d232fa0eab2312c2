package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The actions of an identity policy. */
final class PolicyReading {
  private final JsonNode document;

  PolicyReading(JsonNode document) {
    this.document = document;
  }

  Set<String> actions() {
    Set<String> all = new TreeSet<>();
    document.get("Statement").forEach(s -> all.addAll(values(s.get("Action"))));
    return all;
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
