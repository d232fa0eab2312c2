package io.github.ecsprofile.template;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.Violation;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts a {@link Violation} into words, as a failure of exit code 2. Messages carry values as they
 * were given; the console makes them safe to print.
 */
public final class InvalidInput {
  private static final int MAX_QUOTED = 80;
  private static final String UNDECODABLE = "\uFFFD";

  private InvalidInput() {}

  /**
   * Fails if there is a violation.
   *
   * @param source the option or file that the value came from
   */
  public static void check(String source, Optional<Violation> violation) {
    if (violation.isPresent()) {
      throw failure(source, violation.get());
    }
  }

  /** Returns the value in quotes, cut at 80 characters. */
  public static String quoted(String value) {
    int[] points = value.codePoints().limit(MAX_QUOTED + 1L).toArray();
    return points.length > MAX_QUOTED
        ? "'" + new String(points, 0, MAX_QUOTED - 3) + "...'"
        : "'" + value + "'";
  }

  private static Failure failure(String source, Violation v) {
    String value = quoted(v.value());
    if (v.value().contains(UNDECODABLE) && v.rule() == Violation.Rule.CHARACTERS) {
      return undecodable(source + " " + value);
    }
    return switch (v.field()) {
      case PROJECT ->
          v.rule() == Violation.Rule.LENGTH
              ? Failure.badInput(
                  source
                      + ": the name has "
                      + v.actual()
                      + " characters: at most "
                      + v.limit()
                      + " leave enough of the role's 64 for the rest of its name",
                  "Use a shorter name.")
              : Failure.badInput(
                  source + " " + value + ": not a project name", "Use letters, digits and _+=.@-");
      case ROLE_NAME, INSTANCE_PROFILE_NAME -> name(source, value, v);
      case PATH ->
          Failure.badInput(
              source + " " + value + ": not an IAM path",
              "Use a path that begins and ends with a slash, such as /ecs/, of at most 512"
                  + " characters.");
      case ROLE_ATTRIBUTE -> attribute(source, v);
      case TAGS ->
          Failure.badInput(
              source + ": " + v.actual() + " tags: a request takes at most " + v.limit(),
              "Remove some tags.");
      case TAG_KEY, TAG_VALUE -> tag(source, value, v);
      case POLICY_ARN -> policyArn(source, value, v);
      case ACCOUNT_ID ->
          Failure.badInput(source + " " + value + ": not an account ID", "Use 12 digits.");
    };
  }

  private static Failure attribute(String source, Violation v) {
    RoleAttribute attribute = v.attribute();
    String name = attribute.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (v.rule()) {
      case RANGE ->
          Failure.badInput(
              source + " " + v.value() + ": out of range",
              "Use " + attribute.min() + " to " + attribute.max() + " seconds.");
      case LENGTH -> tooLong(source + ": the " + name, v);
      default ->
          Failure.badInput(
              source + ": IAM does not accept a character of the " + name,
              "Use Latin-1 text without control characters.");
    };
  }

  private static Failure name(String source, String value, Violation v) {
    return switch (v.rule()) {
      case ARN ->
          Failure.badInput(
              source + " " + value + ": is an ARN, not a name",
              "Use the part after the last slash.");
      case LENGTH -> tooLong(source + ": the name", v);
      default ->
          Failure.badInput(
              source + " " + value + ": not an IAM name", "Use letters, digits and _+=,.@-");
    };
  }

  private static Failure tag(String source, String value, Violation v) {
    String what = v.field() == Violation.Field.TAG_KEY ? "the tag key " : "the tag value ";
    return switch (v.rule()) {
      case LENGTH -> tooLong(source + ": " + what + value, v);
      case RESERVED ->
          Failure.badInput(
              source + ": " + what + value + ": the prefix aws: is reserved",
              "Use another prefix.");
      case CASE ->
          Failure.badInput(
              source + ": " + what + value + " differs from another one only in case",
              "IAM treats them as the same key: give it once.");
      default ->
          Failure.badInput(
              source
                  + ": "
                  + what
                  + value
                  + (v.value().isEmpty() ? " is empty" : ": IAM does not accept a character of it"),
              "Use letters, digits, spaces and _.:/=+-@");
    };
  }

  private static Failure policyArn(String source, String value, Violation v) {
    if (v.rule() == Violation.Rule.PARTITION) {
      return Failure.badInput(
          source + " " + value + ": of another partition than the region",
          "Use an ARN of the region's partition, or the --region of the ARN's partition.");
    }
    return Failure.badInput(
        source
            + " "
            + value
            + ": not the ARN of a managed policy"
            + (v.value().contains(":role/") ? " but of a role" : ""),
        "Use an ARN such as arn:aws:iam::aws:policy/NAME or arn:aws:iam::ACCOUNT:policy/NAME.");
  }

  private static Failure tooLong(String what, Violation v) {
    return Failure.badInput(
        String.format(
            Locale.ROOT,
            "%s has %d characters: at most %d are allowed",
            what,
            v.actual(),
            v.limit()),
        "Use a shorter one.");
  }

  /** Returns the failure for an argument that the JVM could not decode in the current locale. */
  public static Failure undecodable(String what) {
    return Failure.badInput(
        what + ": holds U+FFFD, the sign for a character that the locale's encoding cannot read",
        "Run in a UTF-8 locale, such as LC_ALL=C.UTF-8.");
  }
}
