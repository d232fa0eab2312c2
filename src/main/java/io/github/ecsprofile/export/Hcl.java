package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HCL as {@code terraform fmt} writes it: the equals signs of neighbouring lines aligned. */
final class Hcl {
  private Hcl() {}

  /** Attributes, a line each where the value has one line. Values are expressions. */
  static String attributes(Map<String, String> attributes, int indent) {
    StringBuilder all = new StringBuilder();
    List<Map.Entry<String, String>> run = new ArrayList<>();
    for (Map.Entry<String, String> a : attributes.entrySet()) {
      if (a.getValue().contains("\n")) {
        aligned(run, indent, all);
        run.clear();
        all.append(" ".repeat(indent)).append(a.getKey()).append(" = ");
        all.append(a.getValue()).append('\n');
      } else {
        run.add(a);
      }
    }
    aligned(run, indent, all);
    return all.toString();
  }

  private static void aligned(List<Map.Entry<String, String>> run, int indent, StringBuilder all) {
    int width = run.stream().mapToInt(a -> a.getKey().length()).max().orElse(0);
    for (Map.Entry<String, String> a : run) {
      all.append(" ".repeat(indent)).append(a.getKey());
      all.append(" ".repeat(width - a.getKey().length())).append(" = ");
      all.append(a.getValue()).append('\n');
    }
  }

  /** A JSON value as an expression; {@code indent} is that of the line it begins on. */
  static String expression(JsonNode node, int indent) {
    if (node.isTextual()) {
      return quote(node.textValue());
    }
    if (node.isObject() && !node.isEmpty()) {
      Map<String, String> items = new LinkedHashMap<>();
      node.properties()
          .forEach(e -> items.put(key(e.getKey()), expression(e.getValue(), indent + 2)));
      return "{\n" + attributes(items, indent + 2) + " ".repeat(indent) + "}";
    }
    if (node.isArray() && !node.isEmpty()) {
      StringBuilder all = new StringBuilder("[\n");
      node.forEach(
          child ->
              all.append(" ".repeat(indent + 2))
                  .append(expression(child, indent + 2))
                  .append(",\n"));
      return all.append(" ".repeat(indent)).append(']').toString();
    }
    return node.toString();
  }

  static String map(Map<String, String> values, int indent) {
    Map<String, String> items = new LinkedHashMap<>();
    values.forEach((k, v) -> items.put(key(k), quote(v)));
    return "{\n" + attributes(items, indent + 2) + " ".repeat(indent) + "}";
  }

  /** Plain ASCII, so that its width is its length. */
  private static String key(String text) {
    return quote(text, 0x7E);
  }

  static String quote(String text) {
    return quote(text, Character.MAX_CODE_POINT);
  }

  /**
   * A quoted template without a template in it: <code>$${</code> and <code>%%{</code> stand for
   * <code>${</code> and <code>%{</code>. Another such sign before them would be read with them, and
   * is written as its number.
   */
  private static String quote(String text, int last) {
    StringBuilder quoted = new StringBuilder("\"");
    int[] all = text.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      int c = all[i];
      if (c == '$' || c == '%') {
        int end = i;
        while (end < all.length && all[end] == c) {
          end++;
        }
        boolean opens = end < all.length && all[end] == '{';
        String sign = Character.toString(c);
        quoted.append((opens ? number(c) : sign).repeat(end - i - 1));
        quoted.append(opens ? sign + sign : sign);
        i = end - 1;
      } else if (c == '"' || c == '\\') {
        quoted.append('\\').append((char) c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (c == '\r') {
        quoted.append("\\r");
      } else if (c == '\t') {
        quoted.append("\\t");
      } else {
        quoted.append(c <= last && isSeen(c) ? Character.toString(c) : number(c));
      }
    }
    return quoted.append('"').toString();
  }

  private static String number(int c) {
    return String.format(c < 0x10000 ? "\\u%04X" : "\\U%08X", c);
  }

  /** Whether a reader sees the character as what it is. */
  private static boolean isSeen(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
