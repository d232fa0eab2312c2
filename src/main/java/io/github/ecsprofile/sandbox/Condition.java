package io.github.ecsprofile.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  private final String key;
  private final List<String> patterns;
  private final ConditionOperator operator;
  private final boolean ifExists;
  private final Quantifier quantifier;

  private Condition(String operator, String key, List<String> patterns) {
    this.key = key.toLowerCase(Locale.ROOT);
    this.patterns = patterns;
    String base = ConditionSyntax.baseOperator(operator);
    this.operator = ConditionOperator.of(base);
    if (this.operator == null && !base.equals("Null")) {
      throw new IllegalArgumentException(
          "the sandbox cannot evaluate the condition operator " + operator);
    }
    this.ifExists = operator.endsWith("IfExists");
    this.quantifier =
        operator.startsWith("ForAnyValue:")
            ? Quantifier.FOR_ANY
            : operator.startsWith("ForAllValues:") ? Quantifier.FOR_ALL : Quantifier.PLAIN;
  }

  /**
   * Creates a condition.
   *
   * @param evaluated whether requests to the sandbox can meet it; otherwise its keys may be of
   *     other services
   * @throws IllegalArgumentException if the sandbox cannot evaluate the operator or the key
   */
  static Condition of(String operator, String key, List<String> patterns, boolean evaluated) {
    if (evaluated) {
      ConditionKeys.requireKnown(key);
      patterns.forEach(PolicyVariables::requireKnown);
    }
    return new Condition(operator, key, patterns);
  }

  /** Returns the key in lower case. */
  String key() {
    return key;
  }

  boolean holds(Map<String, List<String>> context) {
    List<String> values = context.get(key);
    boolean absent = values == null || values.isEmpty();
    if (operator == null) {
      return patterns.stream().anyMatch(p -> Boolean.parseBoolean(p) == absent);
    }
    if (absent) {
      return ifExists
          || quantifier == Quantifier.FOR_ALL
          || quantifier == Quantifier.PLAIN && operator.negative();
    }
    List<String> filled =
        patterns.stream()
            .map(p -> PolicyVariables.fill(p, context))
            .filter(p -> p != null)
            .toList();
    boolean negative = operator.negative();
    return switch (quantifier) {
      case FOR_ALL -> values.stream().allMatch(v -> matchesAny(filled, v) != negative);
      case FOR_ANY -> values.stream().anyMatch(v -> matchesAny(filled, v) != negative);
      case PLAIN -> values.stream().anyMatch(v -> matchesAny(filled, v)) != negative;
    };
  }

  private boolean matchesAny(List<String> filled, String value) {
    return filled.stream().anyMatch(p -> operator.test().test(p, value));
  }
}
