package io.github.ecsprofile.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills policy variables (IAM User Guide, "IAM policy elements: Variables and tags"). */
final class PolicyVariables {
  // Stand for the characters of ${*}, ${?} and ${$}, which are text and no wildcards.
  static final char STAR = '\uE000';
  static final char QUESTION = '\uE001';

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\s*([^,}]+?)\\s*(?:,\\s*'([^']*)'\\s*)?}");

  private PolicyVariables() {}

  /**
   * Checks the variables of a text.
   *
   * @throws IllegalArgumentException if the sandbox does not know one
   */
  static void requireKnown(String text) {
    Matcher m = VARIABLE.matcher(text);
    while (m.find()) {
      if (!m.group(1).matches("[*?$]") && !ConditionKeys.isKnown(m.group(1))) {
        throw new IllegalArgumentException(
            "the sandbox does not know the policy variable " + m.group());
      }
    }
  }

  /** Fills a text; null if a variable has no value and no default, so that nothing matches it. */
  static String fill(String text, Map<String, List<String>> context) {
    if (!text.contains("${")) {
      return text;
    }
    StringBuilder filled = new StringBuilder();
    Matcher m = VARIABLE.matcher(text);
    while (m.find()) {
      String value = value(m.group(1), m.group(2), context);
      if (value == null) {
        return null;
      }
      m.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return m.appendTail(filled).toString();
  }

  private static String value(String name, String defaultValue, Map<String, List<String>> context) {
    switch (name) {
      case "*":
        return String.valueOf(STAR);
      case "?":
        return String.valueOf(QUESTION);
      case "$":
        return "$";
      default:
        List<String> values = context.get(name.toLowerCase(Locale.ROOT));
        // A value is text: a star in it is no wildcard.
        return values == null || values.size() != 1
            ? defaultValue
            : values.get(0).replace('*', STAR).replace('?', QUESTION);
    }
  }
}
