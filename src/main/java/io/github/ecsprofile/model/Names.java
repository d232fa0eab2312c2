package io.github.ecsprofile.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM's limits for what a caller names (IAM API reference: CreateRole, CreateInstanceProfile, Tag),
 * checked here since the SDK checks nothing. Lengths are in characters.
 */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_+=.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final Pattern DESCRIPTION = Pattern.compile("[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:([a-z0-9-]+):iam::(aws|\\d{12}):policy(/[\\x21-\\x7E]*)?/[\\w+=,.@-]+");
  private static final String ENDING = "-ecs-instance-role";

  /** What fits, with its ending, the 64 characters of a role's name. */
  public static final int LONGEST_PROJECT = 64 - ENDING.length();

  private Names() {}

  public static String ofProject(String project) {
    if (project.isEmpty() || !PROJECT.matcher(project).matches()) {
      throw Failure.badInput(
          "--project '" + printable(project) + "' is not a name that IAM takes",
          "Use letters, digits and _+=.@- only.");
    }
    if (project.length() > LONGEST_PROJECT) {
      throw Failure.badInput(
          "--project has "
              + project.length()
              + " characters; with its ending "
              + ENDING
              + " at most "
              + LONGEST_PROJECT
              + " fit IAM's 64",
          "Use a shorter name.");
    }
    return project + ENDING;
  }

  public static String role(String name) {
    return name("--role-name", name, 64);
  }

  public static String profile(String name) {
    return name("--instance-profile-name", name, 128);
  }

  private static String name(String option, String name, int most) {
    if (name.startsWith("arn:")) {
      throw Failure.badInput(
          option + " is an ARN: '" + printable(name) + "'",
          "Give the name alone, what stands behind the last slash.");
    }
    if (!NAME.matcher(name).matches() || name.length() > most) {
      throw Failure.badInput(
          option + " '" + printable(name) + "' is not a name that IAM takes",
          "Use 1 to " + most + " of letters, digits and _+=,.@- only.");
    }
    return name;
  }

  public static String path(String path) {
    if (path.length() > 512 || !PATH.matcher(path).matches() || path.contains("//")) {
      throw Failure.badInput(
          "--path '" + printable(path) + "' is not a path that IAM takes",
          "A path begins and ends with a slash, such as /ecs/, and has at most 512 characters.");
    }
    return path;
  }

  public static String description(String text) {
    if (text.length() > 1000 || !DESCRIPTION.matcher(text).matches()) {
      throw Failure.badInput(
          text.length() > 1000
              ? "--description has " + text.length() + " characters, IAM takes 1000"
              : "--description holds a character that IAM does not take",
          "Use at most 1000 characters of Latin-1 without control characters.");
    }
    return text;
  }

  public static int maxSessionDuration(int seconds) {
    if (seconds < 3600 || seconds > 43200) {
      throw Failure.badInput(
          "--max-session-duration " + seconds + " is out of IAM's range",
          "Give 3600 to 43200 seconds.");
    }
    return seconds;
  }

  /** Checks a whole set of tags: count, lengths, characters, reserved prefix, keys' case. */
  public static void tags(Map<String, String> tags, String where) {
    if (tags.size() > 50) {
      throw Failure.badInput(where + ": " + tags.size() + " tags, IAM takes 50", "Leave some out.");
    }
    Map<String, String> seen = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          tag(key, value, where);
          String other = seen.put(key.toLowerCase(Locale.ROOT), key);
          if (other != null) {
            throw Failure.badInput(
                where + ": the tag keys '" + other + "' and '" + key + "' differ only in case",
                "IAM takes them for the same key: name it once.");
          }
        });
  }

  private static void tag(String key, String value, String where) {
    if (key.isEmpty() || length(key) > 128 || length(value) > 256) {
      throw Failure.badInput(
          where
              + ": the tag '"
              + printable(key)
              + "' has a key of "
              + length(key)
              + " and a value of "
              + length(value)
              + " characters",
          "IAM takes keys of 1 to 128 and values of 0 to 256.");
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")
        || value.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw Failure.badInput(
          where + ": the tag '" + printable(key) + "' begins with aws:, which is AWS's own",
          "Use another prefix.");
    }
    for (String part : List.of(key, value)) {
      if (!TAG.matcher(part).matches()) {
        throw Failure.badInput(
            where + ": the tag '" + printable(key) + "' holds a character that IAM does not take",
            "Use letters, digits, spaces and _.:/=+-@ only.");
      }
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A managed policy's ARN of this partition, from nothing but an ARN. */
  public static String policyArn(String arn, Partition partition, String where) {
    Matcher m = POLICY_ARN.matcher(arn);
    if (arn.length() > 2048 || !m.matches()) {
      throw Failure.badInput(
          where
              + ": '"
              + printable(arn)
              + "' is not the ARN of a managed policy"
              + (arn.contains(":role/") ? " but of a role" : ""),
          "It looks like arn:"
              + partition.id()
              + ":iam::aws:policy/NAME or arn:"
              + partition.id()
              + ":iam::ACCOUNT:policy/NAME.");
    }
    if (!m.group(1).equals(partition.id())) {
      throw Failure.badInput(
          where
              + ": '"
              + arn
              + "' is of the partition "
              + m.group(1)
              + ", the region is of "
              + partition.id(),
          "Use arn:" + partition.id() + ":…, or a --region of that partition.");
    }
    return arn;
  }

  /** Text from elsewhere, harmless to a terminal: control and format characters as ?. */
  public static String clean(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  /** Text for a message: clean, and cut at 80 characters. */
  public static String printable(String text) {
    String clean = clean(text);
    return clean.length() > 80 ? clean.substring(0, 77) + "..." : clean;
  }

  /** An account's id, 12 digits. */
  public static String account(String id) {
    if (!id.matches("\\d{12}")) {
      throw Failure.badInput(
          "--account '" + printable(id) + "' is not an account's id", "Give its 12 digits.");
    }
    return id;
  }

  /** Whether IAM's answer is an ARN yet; for a moment after a create it is the unique id. */
  public static boolean isArn(String text) {
    return text != null && text.startsWith("arn:");
  }
}
