package io.github.ecsprofile.export;

import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the strings of a template: double-quoted ASCII, and intrinsic functions in their long
 * form, which any YAML parser reads. CloudFormation reads <code>${</code> in Fn::Sub only, so a
 * string that holds one is written without Fn::Sub. A dynamic reference ({@code {{resolve:…}}}) has
 * no escape and is refused wherever it stands.
 */
final class YamlStrings {
  private static final String REF = "{ \"Ref\": \"Project\" }";

  private static final Pattern AWS_POLICY = Pattern.compile("arn:[a-z-]+:iam::aws:(.*)");

  private final String mark;
  private final String project;
  private final Pattern ownNames;
  private boolean usedParameter;

  /**
   * Prepares the strings of one project.
   *
   * @param mark the text that the parameter replaces; null if nothing is replaced
   * @param prefix of the project's logical ids
   */
  YamlStrings(String mark, String project, String prefix) {
    this.mark = mark;
    this.project = project;
    // Linters take a name that the template or AWS defines for a forgotten Fn::Sub.
    this.ownNames =
        Pattern.compile(
            "\\$\\{(?=\\s*(Project|" + prefix + "Role|" + prefix + "InstanceProfile|AWS::))");
  }

  boolean usedParameter() {
    return usedParameter;
  }

  boolean holdsMark(String text) {
    return mark != null && text.contains(mark);
  }

  /** Returns how long the parameter may be for a name that holds it to have at most this length. */
  int maxParameterLength(String name, int maxLength) {
    int fixed = mark == null ? name.length() : name.replace(mark, "").length();
    int times = mark == null ? 0 : (name.length() - fixed) / mark.length();
    return times == 0 ? maxLength : (maxLength - fixed) / times;
  }

  /** Returns a key of a document, which CloudFormation takes as it is. */
  String key(String text) {
    refuseDynamicReference(text);
    return quote(text);
  }

  private void refuseDynamicReference(String text) {
    String filled = mark == null ? text : text.replace(mark, project);
    if (text.contains("{{resolve:") || filled.contains("{{resolve:")) {
      throw Failure.badInput(
          "CloudFormation would replace the dynamic reference in '" + text + "'",
          "Remove {{resolve: from it; CloudFormation has no way to escape it.");
    }
  }

  /** Returns a policy's ARN; one of AWS's own gets the partition that the stack is in. */
  String arn(String arn) {
    Matcher m = AWS_POLICY.matcher(arn);
    if (!m.matches() || arn.contains("${")) {
      return value(arn);
    }
    refuseDynamicReference(arn);
    usedParameter |= holdsMark(arn);
    return sub("arn:${AWS::Partition}:iam::aws:" + m.group(1));
  }

  String value(AttributeValue value) {
    return switch (value.type()) {
      case TEXT -> value(value.text());
      case SECONDS -> value.text();
      case POLICY_ARN -> arn(value.text());
    };
  }

  String value(String text) {
    refuseDynamicReference(text);
    usedParameter |= holdsMark(text);
    if (holdsMark(text) && text.equals(mark)) {
      return REF;
    }
    if (!text.contains("${")) {
      return holdsMark(text) ? sub(text) : quote(text);
    }
    List<String> parts = new ArrayList<>();
    String[] between = mark == null ? new String[] {text} : text.split(Pattern.quote(mark), -1);
    for (int i = 0; i < between.length; i++) {
      if (i > 0) {
        parts.add(REF);
      }
      String[] pieces = ownNames.split(between[i], -1);
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
    return "{ \"Fn::Sub\": " + quote(mark == null ? text : text.replace(mark, "${Project}")) + " }";
  }

  /**
   * Returns the text double-quoted, on one line, every character outside printable ASCII escaped.
   */
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
