package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern DATE =
      Pattern.compile(
          "(-?\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
              + "(?:t(?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?"
              + "(?:z|\\+(\\d{2})(?::(\\d{2}))?)?)?)?)?)?");

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
          if (!PolicyTree.texts(values).stream().allMatch(ConditionSyntax::isDate)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Follows IAM's parser, which takes more than ISO 8601: 01T and a year of -292275054 are dates.
   */
  private static boolean isDate(String text) {
    String date = text.toLowerCase(Locale.ROOT);
    if (!date.contains("t") && !date.contains("-")) {
      return date.matches("\\d{1,19}") && new BigInteger(date).bitLength() <= Long.SIZE - 1;
    }
    Matcher m = DATE.matcher(date);
    if (!m.matches()) {
      return false;
    }
    int year = Integer.parseInt(m.group(1));
    return year >= -292275054
        && year <= 292278993
        && isWithin(m.group(2), 1, 12)
        && isWithin(m.group(3), 1, 31)
        && isWithin(m.group(4), 0, 23)
        && isWithin(m.group(5), 0, 59)
        && isWithin(m.group(6), 0, 59)
        && isWithin(m.group(8), 0, 23)
        && isWithin(m.group(9), 0, 59);
  }

  private static boolean isWithin(String number, int min, int max) {
    return number == null || Integer.parseInt(number) >= min && Integer.parseInt(number) <= max;
  }
}
