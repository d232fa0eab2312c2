package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Checks the Condition element of a policy (IAM User Guide, "Condition operators"). */
final class ConditionSyntax {
  private static final Set<String> OPERATORS =
      Set.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals",
          "IpAddress",
          "NotIpAddress",
          "ArnEquals",
          "ArnLike",
          "ArnNotEquals",
          "ArnNotLike",
          "Null");

  private ConditionSyntax() {}

  /** Returns the operator without ForAnyValue:, ForAllValues: and IfExists. */
  static String baseOperator(String operator) {
    return operator.replaceFirst("^(ForAnyValue|ForAllValues):", "").replaceFirst("IfExists$", "");
  }

  /** Returns whether a Condition is absent, or maps known operators to keys and scalar values. */
  static boolean isSound(JsonNode condition) {
    if (condition.isMissingNode()) {
      return true;
    }
    if (!condition.isObject()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      JsonNode keys = operator.getValue();
      if (!keys.isObject() || !keys.isEmpty() && !isOperator(operator.getKey())) {
        return false;
      }
      for (Map.Entry<String, JsonNode> key : keys.properties()) {
        if (!PolicyTree.list(key.getValue()).stream().allMatch(ConditionSyntax::isScalar)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isOperator(String operator) {
    return OPERATORS.contains(baseOperator(operator));
  }

  private static boolean isScalar(JsonNode value) {
    return value.isValueNode() && !value.isNull();
  }

  /** Returns whether the values of the Date operators are dates or seconds since 1970. */
  static boolean hasValidDates(JsonNode condition) {
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      if (baseOperator(operator.getKey()).startsWith("Date")) {
        for (JsonNode values : operator.getValue()) {
          if (!PolicyTree.texts(values).stream().allMatch(PolicyDates::isDate)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
