package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Violation.Field;
import io.github.ecsprofile.model.Violation.Rule;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks values against the constraints that IAM's API reference gives for a request (CreateRole,
 * CreateInstanceProfile, Tag, AttachRolePolicy), since the SDK checks none of them. Quotas are not
 * checked: they differ by account. Every check takes time linear in the length of the value.
 * Lengths are in characters (code points).
 */
public final class Names {
  /** CreateRole, RoleName: 1 to 64 characters. */
  public static final int MAX_ROLE_NAME = 64;

  /** CreateInstanceProfile, InstanceProfileName: 1 to 128 characters. */
  public static final int MAX_INSTANCE_PROFILE_NAME = 128;

  private static final int MAX_PATH = 512;
  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG_KEY = 128;
  private static final int MAX_TAG_VALUE = 256;
  private static final int MAX_ARN = 2048;
  private static final int MAX_POLICY_NAME = 128;

  // A single character class each: java.util.regex matches these in a loop, without recursion.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_+=.@-]+");
  private static final Pattern PATH = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Names() {}

  /**
   * Checks a project's name.
   *
   * @param maxLength the length that leaves enough of a role's name for its fixed part
   */
  public static Optional<Violation> checkProject(String project, int maxLength) {
    if (!PROJECT.matcher(project).matches()) {
      return broken(Field.PROJECT, Rule.CHARACTERS, project);
    }
    return length(Field.PROJECT, project, maxLength);
  }

  /** Checks the name of a role. */
  public static Optional<Violation> checkRoleName(String name) {
    return checkName(Field.ROLE_NAME, name, MAX_ROLE_NAME);
  }

  /** Checks the name of an instance profile. */
  public static Optional<Violation> checkInstanceProfileName(String name) {
    return checkName(Field.INSTANCE_PROFILE_NAME, name, MAX_INSTANCE_PROFILE_NAME);
  }

  private static Optional<Violation> checkName(Field field, String name, int maxLength) {
    if (name.startsWith("arn:")) {
      return broken(field, Rule.ARN, name);
    }
    if (!NAME.matcher(name).matches()) {
      return broken(field, Rule.CHARACTERS, name);
    }
    return length(field, name, maxLength);
  }

  /** Checks an IAM path: {@code /}, or one that begins and ends with a slash. */
  public static Optional<Violation> checkPath(String path) {
    boolean hasForm =
        path.startsWith("/")
            && path.endsWith("/")
            && !path.contains("//")
            && PATH.matcher(path).matches();
    return hasForm ? length(Field.PATH, path, MAX_PATH) : broken(Field.PATH, Rule.FORMAT, path);
  }

  /**
   * Checks the tags of one request. Keys that differ only in case are one key to a role (IAM User
   * Guide, "Tags for IAM resources"), so a set of tags for a role and a profile holds each once.
   */
  public static Optional<Violation> checkTags(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      return Optional.of(Violation.of(Field.TAGS, Rule.COUNT, "", tags.size(), MAX_TAGS));
    }
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      Optional<Violation> broken =
          checkTag(Field.TAG_KEY, tag.getKey(), MAX_TAG_KEY)
              .or(() -> checkTag(Field.TAG_VALUE, tag.getValue(), MAX_TAG_VALUE));
      if (broken.isPresent()) {
        return broken;
      }
      if (!seen.add(tag.getKey().toLowerCase(Locale.ROOT))) {
        return broken(Field.TAG_KEY, Rule.CASE, tag.getKey());
      }
    }
    return Optional.empty();
  }

  private static Optional<Violation> checkTag(Field field, String text, int maxLength) {
    if (text.isEmpty() && field == Field.TAG_KEY) {
      return broken(field, Rule.CHARACTERS, text);
    }
    // Reserved for AWS in keys and values (IAM User Guide, "Rules for tagging in IAM and AWS STS").
    if (text.regionMatches(true, 0, "aws:", 0, 4)) {
      return broken(field, Rule.RESERVED, text);
    }
    if (!TAG.matcher(text).matches()) {
      return broken(field, Rule.CHARACTERS, text);
    }
    return length(field, text, maxLength);
  }

  /** Checks the ARN of a managed policy, which must be of the given partition. */
  public static Optional<Violation> checkPolicyArn(String arn, Partition partition) {
    String[] parts = arn.split(":", 6);
    boolean hasForm =
        arn.length() <= MAX_ARN
            && parts.length == 6
            && parts[0].equals("arn")
            && parts[2].equals("iam")
            && parts[3].isEmpty()
            && (parts[4].equals("aws") || isAccountId(parts[4]))
            && parts[5].startsWith("policy/")
            && isPolicyPath(parts[5].substring("policy".length()));
    if (!hasForm) {
      return broken(Field.POLICY_ARN, Rule.FORMAT, arn);
    }
    return parts[1].equals(partition.id())
        ? Optional.empty()
        : broken(Field.POLICY_ARN, Rule.PARTITION, arn);
  }

  private static boolean isPolicyPath(String pathAndName) {
    String name = pathAndName.substring(pathAndName.lastIndexOf('/') + 1);
    return NAME.matcher(name).matches()
        && name.length() <= MAX_POLICY_NAME
        && PATH.matcher(pathAndName).matches();
  }

  /** Checks the id of an AWS account: 12 digits. */
  public static Optional<Violation> checkAccountId(String id) {
    return isAccountId(id) ? Optional.empty() : broken(Field.ACCOUNT_ID, Rule.FORMAT, id);
  }

  private static boolean isAccountId(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<Violation> length(Field field, String text, int maxLength) {
    int length = text.codePointCount(0, text.length());
    return length <= maxLength
        ? Optional.empty()
        : Optional.of(Violation.of(field, Rule.LENGTH, text, length, maxLength));
  }

  private static Optional<Violation> broken(Field field, Rule rule, String value) {
    return Optional.of(Violation.of(field, rule, value));
  }
}
