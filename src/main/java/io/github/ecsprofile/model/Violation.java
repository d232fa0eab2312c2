package io.github.ecsprofile.model;

/**
 * Describes a value that IAM does not accept, as facts. Which option or file it came from, and the
 * words for it, are the caller's.
 *
 * @param field what the value would be
 * @param attribute the attribute of a role whose value it would be; null for another field
 * @param rule the rule that it breaks
 * @param value the value, as it was given
 * @param actual what was measured, such as the length in characters; 0 if nothing was
 * @param limit the limit that it exceeds, or the number that the rule allows; 0 for none
 */
public record Violation(
    Field field, RoleAttribute attribute, Rule rule, String value, int actual, int limit) {
  /** The kinds of value that are checked. */
  public enum Field {
    PROJECT,
    ROLE_NAME,
    INSTANCE_PROFILE_NAME,
    PATH,
    ROLE_ATTRIBUTE,
    TAGS,
    TAG_KEY,
    TAG_VALUE,
    POLICY_ARN,
    ACCOUNT_ID
  }

  /** The rules that a value may break. */
  public enum Rule {
    /** It holds a character that is not allowed, or is empty where it must not be. */
    CHARACTERS,
    /** It is not of the form that the field has. */
    FORMAT,
    /** It has more characters than allowed. */
    LENGTH,
    /** It is a number out of range. */
    RANGE,
    /** There are more of them than one request takes. */
    COUNT,
    /** It begins with {@code aws:}, which is reserved. */
    RESERVED,
    /** It differs from another key only in case. */
    CASE,
    /** It is an ARN where a name is expected. */
    ARN,
    /** It is an ARN of another partition. */
    PARTITION
  }

  static Violation of(Field field, Rule rule, String value) {
    return of(field, rule, value, 0, 0);
  }

  static Violation of(Field field, Rule rule, String value, int actual, int limit) {
    return new Violation(field, null, rule, value, actual, limit);
  }

  static Violation of(RoleAttribute attribute, Rule rule, String value, int actual, int limit) {
    return new Violation(Field.ROLE_ATTRIBUTE, attribute, rule, value, actual, limit);
  }
}
