package io.github.ecsprofile.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The rule by which IAM compares the tag keys of a resource: a role's without regard to case, an
 * instance profile's with it (IAM User Guide, "Tags for IAM resources"). Keys are compared in this
 * normal form on both sides, and printed as they are stored.
 */
enum TagKeys {
  ROLE(k -> k.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)),
  INSTANCE_PROFILE(UnaryOperator.identity());

  private final UnaryOperator<String> rule;

  TagKeys(UnaryOperator<String> rule) {
    this.rule = rule;
  }

  /** Returns the key as it is compared. */
  String normal(String key) {
    return rule.apply(key);
  }

  /** Returns the stored tags by the normal form of their keys, without those of AWS's own. */
  Map<String, Map.Entry<String, String>> byNormalKey(Map<String, String> tags) {
    Map<String, Map.Entry<String, String>> all = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          if (!key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            all.put(normal(key), Map.entry(key, value));
          }
        });
    return all;
  }
}
