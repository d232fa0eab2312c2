package io.github.ecsprofile.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads HCL's native syntax, as far as an export has it: blocks, attributes, plain expressions. */
final class HclReading {
  /** A block's type with its labels, and its attributes; what stands inside it, in order. */
  record Block(List<String> head, Map<String, Object> attributes, List<Block> blocks) {}

  /** A reference such as {@code aws_iam_role.ecs_instance.name}. */
  record Reference(String path) {}

  /** A call with one argument. */
  record Call(String function, Object argument) {}

  private final String text;
  private final List<String> quoted = new ArrayList<>();
  private int at;

  private HclReading(String text) {
    this.text = text;
  }

  static List<Block> blocks(String text) {
    HclReading r = new HclReading(text);
    Block all = r.body(List.of());
    if (r.at < text.length() || !all.attributes().isEmpty()) {
      throw r.wrong("an end");
    }
    return all.blocks();
  }

  /** Every quoted string as it is written, and below the same key as it reads. */
  static Map<String, String> strings(String text) {
    HclReading r = new HclReading(text);
    r.body(List.of());
    Map<String, String> all = new LinkedHashMap<>();
    for (String raw : r.quoted) {
      all.put(raw, (String) new HclReading(raw).expression());
    }
    return all;
  }

  private Block body(List<String> head) {
    Block block = new Block(head, new LinkedHashMap<>(), new ArrayList<>());
    while (more() && text.charAt(at) != '}') {
      String name = name();
      if (next('=')) {
        block.attributes().put(name, expression());
        continue;
      }
      List<String> inner = new ArrayList<>(List.of(name));
      while (!next('{')) {
        inner.add((String) expression());
      }
      block.blocks().add(body(inner));
      expect('}');
    }
    return block;
  }

  private Object expression() {
    more();
    char c = text.charAt(at);
    if (c == '"') {
      return string();
    }
    if (next('{')) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (!next('}')) {
        String key = text.charAt(at) == '"' ? string() : name();
        expect('=');
        if (object.put(key, expression()) != null) {
          throw wrong("one " + key);
        }
        next(',');
      }
      return object;
    }
    if (next('[')) {
      List<Object> list = new ArrayList<>();
      while (!next(']')) {
        list.add(expression());
        next(',');
      }
      return list;
    }
    String word = name();
    if (next('(')) {
      Call call = new Call(word, expression());
      expect(')');
      return call;
    }
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> word.matches("\\d+") ? (Object) Long.valueOf(word) : new Reference(word);
    };
  }

  private String string() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
        value.append(c).append('{');
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at) || c == '\n') {
        throw wrong("no template and no end of line in a string");
      } else if (c == '\\') {
        char kind = text.charAt(at + 1);
        int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        value.append(
            digits > 0
                ? Character.toString(Integer.parseInt(text.substring(at + 2, at + 2 + digits), 16))
                : switch (kind) {
                  case 'n' -> "\n";
                  case 'r' -> "\r";
                  case 't' -> "\t";
                  case '"' -> "\"";
                  case '\\' -> "\\";
                  default -> throw wrong("an escape");
                });
        at += 2 + digits;
      } else {
        value.append(c);
        at++;
      }
    }
    quoted.add(text.substring(start, ++at));
    return value.toString();
  }

  private String name() {
    more();
    int start = at;
    while (at < text.length() && (text.charAt(at) + "").matches("[A-Za-z0-9_.-]")) {
      at++;
    }
    if (start == at) {
      throw wrong("a name");
    }
    return text.substring(start, at);
  }

  /** Skips space and comments. */
  private boolean more() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        at = text.indexOf('\n', at);
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private boolean next(char c) {
    boolean is = more() && text.charAt(at) == c;
    at += is ? 1 : 0;
    more();
    return is;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw wrong(Character.toString(c));
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "expected " + expected + " at: " + text.substring(Math.min(at, text.length())));
  }
}
