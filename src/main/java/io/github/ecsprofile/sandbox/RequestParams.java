package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a request's parameters and checks them against the constraints of IAM's model. Violations
 * are collected, because one answer of IAM lists all of them.
 */
final class RequestParams {
  static final String NAME = "[\\w+=,.@-]+";
  private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
  private static final String TAG_VALUE = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";
  private static final String PATH = "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";

  private static final String NAME_RULE =
      "It must contain only alphanumeric characters and/or the following: +=,.@_-";
  private static final String PATH_RULE =
      "It must begin and end with / and contain only alphanumeric characters and/or / characters.";
  private static final String PREFIX_RULE =
      "It must begin with the / character and contain only alphanumeric characters and/or /"
          + " characters.";

  private final Map<String, String> all;

  /** Whether a violation shows the value: STS does so, IAM does not. */
  private final boolean showsValues;

  private final List<String> violations = new ArrayList<>();

  /**
   * The texts for names and paths that have the right length; IAM checks them after all lengths.
   */
  private final List<String> invalidNames = new ArrayList<>();

  RequestParams(Map<String, String> all) {
    this.all = all;
    this.showsValues = QueryProtocol.STS_VERSION.equals(all.get("Version"));
  }

  String get(String name) {
    return all.get(name);
  }

  String name(String parameter, int max) {
    return named(parameter, true, max, NAME, NAME_RULE);
  }

  String path() {
    String path = named("Path", false, 512, PATH, PATH_RULE);
    return path == null ? "/" : path;
  }

  String pathPrefix() {
    String prefix = named("PathPrefix", false, 512, "\\u002F[\\u0021-\\u007F]*", PREFIX_RULE);
    return prefix == null ? "/" : prefix;
  }

  String arn(String parameter, boolean required) {
    return text(parameter, required, 20, 2048, null);
  }

  String document(String parameter) {
    return text(parameter, true, 1, 131072, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  }

  String description() {
    return text(
        "Description", false, 0, 1000, "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
  }

  /** Reports a violation if the parameter is absent. */
  void require(String parameter) {
    if (all.get(parameter) == null) {
      violation(parameter.replaceFirst("\\.member\\.1$", ""), "Member must not be null");
    }
  }

  String text(String parameter, boolean required, int min, int max, String pattern) {
    String value = all.get(parameter);
    if (value == null) {
      if (required) {
        violation(parameter, "Member must not be null");
      }
      return null;
    }
    validate(lower(parameter), value, min, max, pattern);
    return value;
  }

  private String named(String parameter, boolean required, int max, String pattern, String rule) {
    String value = text(parameter, required, 1, max, null);
    if (value != null && !value.isEmpty() && !value.matches(pattern)) {
      invalidNames.add("The specified value for " + lower(parameter) + " is invalid. " + rule);
    }
    return value;
  }

  private void validate(String at, String value, int min, int max, String pattern) {
    int length = value.codePointCount(0, value.length());
    if (length < min) {
      violations.add(at(at, value, "Member must have length greater than or equal to " + min));
    }
    if (length > max) {
      violations.add(at(at, value, "Member must have length less than or equal to " + max));
    }
    if (pattern != null && !Pattern.compile(pattern).matcher(value).matches()) {
      violations.add(at(at, value, "Member must satisfy regular expression pattern: " + pattern));
    }
  }

  Integer number(String parameter, int min, int max) {
    String value = all.get(parameter);
    if (value == null) {
      return null;
    }
    if (!value.matches("-?\\d{1,9}")) {
      throw new IamError(400, "MalformedInput", "Invalid number for " + parameter);
    }
    int number = Integer.parseInt(value);
    if (number < min) {
      violation(parameter, "Member must have value greater than or equal to " + min);
    }
    if (number > max) {
      violation(parameter, "Member must have value less than or equal to " + max);
    }
    return number;
  }

  /** Returns a value of a set; the default if the parameter is absent. */
  String oneOf(String parameter, String defaultValue, String... others) {
    String value = all.get(parameter);
    if (value == null || value.equals(defaultValue)) {
      return defaultValue;
    }
    if (!List.of(others).contains(value)) {
      violation(parameter, "Member must satisfy enum value set");
    }
    return value;
  }

  /** Tags.member.N; keys in the order sent. The caller checks for duplicate keys. */
  List<Map.Entry<String, String>> tags(boolean required) {
    List<Map.Entry<String, String>> tags = new ArrayList<>();
    for (int n = 1; ; n++) {
      String key = all.get("Tags.member." + n + ".Key");
      String value = all.get("Tags.member." + n + ".Value");
      if (key == null && value == null) {
        break;
      }
      String at = "tags." + n + ".member.";
      if (key == null) {
        violations.add(at(at + "key", null, "Member must not be null"));
      } else {
        validate(at + "key", key, 1, 128, TAG);
      }
      if (value == null) {
        violations.add(at(at + "value", null, "Member must not be null"));
      } else {
        validate(at + "value", value, 0, 256, TAG_VALUE);
      }
      tags.add(Map.entry(String.valueOf(key), String.valueOf(value)));
    }
    if (tags.size() > 50) {
      violation("Tags", "Member must have length less than or equal to 50");
    }
    if (required && tags.isEmpty()) {
      violation("Tags", "Member must not be null");
    }
    return tags;
  }

  /** Returns the values of LIST.member.N. */
  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int n = 1; all.get(name + ".member." + n) != null; n++) {
      values.add(all.get(name + ".member." + n));
    }
    return values;
  }

  List<String> tagKeys() {
    List<String> keys = list("TagKeys");
    if (keys.isEmpty()) {
      violation("TagKeys", "Member must not be null");
    }
    if (keys.size() > 50) {
      violation("TagKeys", "Member must have length less than or equal to 50");
    }
    Pattern tag = Pattern.compile(TAG);
    if (keys.stream().anyMatch(k -> k.length() > 128 || !tag.matcher(k).matches())) {
      violation(
          "TagKeys",
          "Member must satisfy constraint: [Member must have length less than or equal to 128,"
              + " Member must have length greater than or equal to 1, Member must satisfy regular"
              + " expression pattern: "
              + TAG
              + ", Member must not be null]");
    }
    return keys;
  }

  private void violation(String parameter, String constraint) {
    violations.add(at(lower(parameter), all.get(parameter), constraint));
  }

  private String at(String member, String value, String constraint) {
    String shown = value == null ? "null " : "'" + value + "' ";
    return "Value "
        + (showsValues ? shown : "")
        + "at '"
        + member
        + "' failed to satisfy constraint: "
        + constraint;
  }

  private static String lower(String parameter) {
    return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
  }

  /** Throws a ValidationError that lists all violations, if any. */
  void check() {
    if (!violations.isEmpty()) {
      throw IamError.validation(
          violations.size()
              + (violations.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", violations));
    }
    if (!invalidNames.isEmpty()) {
      throw IamError.validation(invalidNames.get(0));
    }
  }
}
