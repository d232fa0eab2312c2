package io.github.ecsprofile.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Matches ARNs part by part: a wildcard does not reach over a colon of the first five parts. */
final class Arns {
  private static final int PARTS = 6;

  private Arns() {}

  /** Returns whether a Resource element names a resource. */
  static boolean matchesResource(
      String pattern, String resource, Map<String, List<String>> context) {
    if (pattern.equals("*")) {
      return true;
    }
    String filled = PolicyVariables.fill(pattern, context);
    // A request that has no resource is only matched by *.
    return filled != null && !resource.equals("*") && matches(filled, resource);
  }

  /** Returns whether a pattern matches an ARN; parts that the pattern leaves out match all. */
  static boolean matches(String pattern, String arn) {
    if (pattern.equals("*")) {
      return true;
    }
    String[] patterns = pattern.split(":", PARTS);
    String[] parts = arn.split(":", PARTS);
    if (parts.length < PARTS) {
      return Wildcards.matches(pattern, text(arn));
    }
    int given = patterns.length;
    patterns = Arrays.copyOf(patterns, PARTS);
    Arrays.fill(patterns, given, PARTS, "*");
    for (int i = 0; i < PARTS; i++) {
      if (!Wildcards.matches(patterns[i], text(parts[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Returns a value in the form in which {@link PolicyVariables} fills literal wildcards. */
  static String text(String value) {
    return value.replace('*', PolicyVariables.STAR).replace('?', PolicyVariables.QUESTION);
  }
}
