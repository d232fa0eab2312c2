package io.github.ecsprofile.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A template as CloudFormation reads it: YAML, then the intrinsic functions. */
final class TemplateReading {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<?, ?> tree;
  private final Map<String, String> values;

  TemplateReading(String yaml, Map<String, String> values) {
    this.tree = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    this.values = values;
  }

  Map<?, ?> tree() {
    return tree;
  }

  Map<?, ?> properties(String resource) {
    Map<?, ?> resources = (Map<?, ?>) tree.get("Resources");
    return (Map<?, ?>) filled(((Map<?, ?>) resources.get(resource)).get("Properties"));
  }

  private Object filled(Object node) {
    if (node instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(v -> all.add(filled(v)));
      return all;
    }
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    if (map.containsKey("Ref")) {
      return value((String) map.get("Ref"));
    }
    if (map.containsKey("Fn::Sub")) {
      return VARIABLE
          .matcher((String) map.get("Fn::Sub"))
          .replaceAll(
              m ->
                  Matcher.quoteReplacement(
                      m.group(1).startsWith("!")
                          ? "${" + m.group(1).substring(1) + "}"
                          : value(m.group(1))));
    }
    if (map.containsKey("Fn::Join")) {
      List<?> arguments = (List<?>) map.get("Fn::Join");
      StringBuilder joined = new StringBuilder();
      for (Object part : (List<?>) filled(arguments.get(1))) {
        joined.append(joined.isEmpty() ? "" : arguments.get(0)).append(part);
      }
      return joined.toString();
    }
    Map<Object, Object> all = new LinkedHashMap<>();
    map.forEach((k, v) -> all.put(k, filled(v)));
    return all;
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a reference to nothing: " + name);
    }
    return value;
  }
}
