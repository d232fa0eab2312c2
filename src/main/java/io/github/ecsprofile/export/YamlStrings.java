package io.github.ecsprofile.export;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strings of a template: double-quoted ASCII, and intrinsic functions in their long form, which any
 * YAML parser reads. CloudFormation reads <code>${</code> in Fn::Sub alone, so a string that holds
 * one goes without Fn::Sub.
 */
final class YamlStrings {
  private static final String REF = "{ \"Ref\": \"Project\" }";

  /** What linters take for a forgotten Fn::Sub: a name that the template or AWS defines. */
  private static final Pattern OURS =
      Pattern.compile("\\$\\{(?=\\s*(Project|Role|InstanceProfile|AWS::))");

  private static final Pattern AWS_POLICY = Pattern.compile("arn:[a-z-]+:iam::aws:(.*)");

  private final String mark;
  private boolean usedParameter;

  YamlStrings(String mark) {
    this.mark = mark;
  }

  boolean usedParameter() {
    return usedParameter;
  }

  boolean holdsMark(String text) {
    return text.contains(mark);
  }

  /** A policy's ARN; one of AWS's own is of whatever partition the stack is in. */
  String arn(String arn) {
    Matcher m = AWS_POLICY.matcher(arn);
    if (!m.matches() || arn.contains("${")) {
      return value(arn);
    }
    usedParameter |= holdsMark(arn);
    return sub("arn:${AWS::Partition}:iam::aws:" + m.group(1));
  }

  String value(String text) {
    if (text.contains("{{resolve:")) {
      throw Failure.badInput(
          "CloudFormation would fill in '" + Names.printable(text) + "' from elsewhere",
          "Leave {{resolve: out of it; CloudFormation has no way to write it.");
    }
    usedParameter |= holdsMark(text);
    if (text.equals(mark)) {
      return REF;
    }
    if (!text.contains("${")) {
      return holdsMark(text) ? sub(text) : quote(text);
    }
    List<String> parts = new ArrayList<>();
    String[] between = text.split(Pattern.quote(mark), -1);
    for (int i = 0; i < between.length; i++) {
      if (i > 0) {
        parts.add(REF);
      }
      String[] pieces = OURS.split(between[i], -1);
      for (int j = 0; j < pieces.length; j++) {
        String piece = (j > 0 ? "{" : "") + pieces[j] + (j < pieces.length - 1 ? "$" : "");
        if (!piece.isEmpty()) {
          parts.add(quote(piece));
        }
      }
    }
    return parts.size() == 1
        ? parts.get(0)
        : "{ \"Fn::Join\": [\"\", [" + String.join(", ", parts) + "]] }";
  }

  private String sub(String text) {
    return "{ \"Fn::Sub\": " + quote(text.replace(mark, "${Project}")) + " }";
  }

  /** Double-quoted, on one line, every character outside printable ASCII escaped. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c >= 0x20 && c < 0x7F) {
                    quoted.append((char) c);
                  } else {
                    quoted.append(String.format(c < 0x10000 ? "\\u%04X" : "\\U%08X", c));
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
