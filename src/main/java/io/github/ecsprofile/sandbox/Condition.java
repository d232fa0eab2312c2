package io.github.ecsprofile.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Evaluates one key of a Condition element (IAM User Guide, "Condition operators" and "Set
 * operators for multivalued context keys").
 */
final class Condition {
  private enum Quantifier {
    /** Any value of the key, or the one. */
    PLAIN,
    FOR_ANY,
    FOR_ALL
  }

  private static final BiPredicate<String, String> EQUALS =
      (pattern, value) -> literal(pattern).equals(value);
  private static final BiPredicate<String, String> LIKE =
      (pattern, value) -> Wildcards.matches(pattern, Arns.text(value));
  private static final BiPredicate<String, String> ARN =
      (pattern, value) -> Arns.matches(pattern, value);
  private static final BiPredicate<String, String> IGNORE_CASE =
      (pattern, value) -> literal(pattern).equalsIgnoreCase(value);
  private static final Map<String, BiPredicate<String, String>> POSITIVE =
      Map.of(
          "StringEquals", EQUALS,
          "StringEqualsIgnoreCase", IGNORE_CASE,
          "StringLike", LIKE,
          "ArnEquals", ARN,
          "ArnLike", ARN,
          "Bool", IGNORE_CASE);
  private static final Map<String, BiPredicate<String, String>> NEGATIVE =
      Map.of(
          "StringNotEquals", EQUALS,
          "StringNotEqualsIgnoreCase", IGNORE_CASE,
          "StringNotLike", LIKE,
          "ArnNotEquals", ARN,
          "ArnNotLike", ARN);

  private final String key;
  private final List<String> patterns;
  private final BiPredicate<String, String> test;
  private final boolean negative;
  private final boolean ifExists;
  private final boolean isNull;
  private final Quantifier quantifier;

  private Condition(String operator, String key, List<String> patterns) {
    this.key = key.toLowerCase(Locale.ROOT);
    this.patterns = patterns;
    String base = ConditionSyntax.baseOperator(operator);
    this.isNull = base.equals("Null");
    this.negative = NEGATIVE.containsKey(base);
    this.test = negative ? NEGATIVE.get(base) : POSITIVE.get(base);
    this.ifExists = operator.endsWith("IfExists");
    this.quantifier =
        operator.startsWith("ForAnyValue:")
            ? Quantifier.FOR_ANY
            : operator.startsWith("ForAllValues:") ? Quantifier.FOR_ALL : Quantifier.PLAIN;
    if (!isNull && test == null) {
      throw new IllegalArgumentException(
          "the sandbox cannot evaluate the condition operator " + operator);
    }
  }

  /**
   * Creates a condition.
   *
   * @throws IllegalArgumentException if the sandbox cannot evaluate the operator or the key
   */
  static Condition of(String operator, String key, List<String> patterns) {
    ConditionKeys.requireKnown(key);
    patterns.forEach(PolicyVariables::requireKnown);
    return new Condition(operator, key, patterns);
  }

  private static String literal(String pattern) {
    return pattern.replace(PolicyVariables.STAR, '*').replace(PolicyVariables.QUESTION, '?');
  }

  /** Returns the key in lower case. */
  String key() {
    return key;
  }

  boolean holds(Map<String, List<String>> context) {
    List<String> values = context.get(key);
    boolean absent = values == null || values.isEmpty();
    if (isNull) {
      return patterns.stream().anyMatch(p -> Boolean.parseBoolean(p) == absent);
    }
    if (absent) {
      return ifExists
          || quantifier == Quantifier.FOR_ALL
          || quantifier == Quantifier.PLAIN && negative;
    }
    List<String> filled =
        patterns.stream()
            .map(p -> PolicyVariables.fill(p, context))
            .filter(p -> p != null)
            .toList();
    return switch (quantifier) {
      case FOR_ALL -> values.stream().allMatch(v -> matchesAny(filled, v) != negative);
      case FOR_ANY -> values.stream().anyMatch(v -> matchesAny(filled, v) != negative);
      case PLAIN -> values.stream().anyMatch(v -> matchesAny(filled, v)) != negative;
    };
  }

  private boolean matchesAny(List<String> filled, String value) {
    return filled.stream().anyMatch(p -> test.test(p, value));
  }
}
