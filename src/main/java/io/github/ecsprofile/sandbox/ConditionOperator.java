package io.github.ecsprofile.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * Compares a value of a condition key with a value of the policy (IAM User Guide, "Condition
 * operators").
 *
 * @param test the comparison of the policy's value, whose variables are filled, with the key's
 * @param negative whether the condition holds where no value passes the test
 */
record ConditionOperator(BiPredicate<String, String> test, boolean negative) {
  private static final Map<String, ConditionOperator> ALL = new HashMap<>();

  static {
    BiPredicate<String, String> equals = (pattern, value) -> literal(pattern).equals(value);
    BiPredicate<String, String> ignoreCase =
        (pattern, value) -> literal(pattern).equalsIgnoreCase(value);
    BiPredicate<String, String> like =
        (pattern, value) -> Wildcards.matches(pattern, Arns.text(value));
    pair("StringEquals", "StringNotEquals", equals);
    pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", ignoreCase);
    pair("StringLike", "StringNotLike", like);
    pair("ArnEquals", "ArnNotEquals", Arns::matches);
    pair("ArnLike", "ArnNotLike", Arns::matches);
    pair("IpAddress", "NotIpAddress", IpRange::contains);
    ALL.put("Bool", new ConditionOperator(ignoreCase, false));
    // Base64 has one form for a value, so that text can stand for it.
    ALL.put("BinaryEquals", new ConditionOperator(equals, false));
    ordered("Numeric", ConditionOperator::compareNumbers);
    ordered("Date", ConditionOperator::compareDates);
  }

  /** Compares the policy's value with the key's; null if one of them is not of the type. */
  private interface Order {
    Integer compare(String pattern, String value);
  }

  /** Returns the operator of a name without quantifier and IfExists; null for Null. */
  static ConditionOperator of(String name) {
    return ALL.get(name);
  }

  private static void pair(String positive, String negative, BiPredicate<String, String> test) {
    ALL.put(positive, new ConditionOperator(test, false));
    ALL.put(negative, new ConditionOperator(test, true));
  }

  private static void ordered(String type, Order order) {
    pair(type + "Equals", type + "NotEquals", is(order, c -> c == 0));
    ALL.put(type + "LessThan", new ConditionOperator(is(order, c -> c < 0), false));
    ALL.put(type + "LessThanEquals", new ConditionOperator(is(order, c -> c <= 0), false));
    ALL.put(type + "GreaterThan", new ConditionOperator(is(order, c -> c > 0), false));
    ALL.put(type + "GreaterThanEquals", new ConditionOperator(is(order, c -> c >= 0), false));
  }

  private static BiPredicate<String, String> is(Order order, IntPredicate wanted) {
    return (pattern, value) -> {
      Integer compared = order.compare(pattern, value);
      return compared != null && wanted.test(-compared);
    };
  }

  private static Integer compareNumbers(String pattern, String value) {
    try {
      return new BigDecimal(pattern).compareTo(new BigDecimal(value));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Integer compareDates(String pattern, String value) {
    Instant limit = PolicyDates.instant(pattern);
    Instant date = PolicyDates.instant(value);
    return limit == null || date == null ? null : Integer.valueOf(limit.compareTo(date));
  }

  private static String literal(String pattern) {
    return pattern.replace(PolicyVariables.STAR, '*').replace(PolicyVariables.QUESTION, '?');
  }
}
