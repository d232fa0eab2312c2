package io.github.ecsprofile.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** IAM's rules for the tags of a thing; a role's keys are the same regardless of case. */
final class Tags {
  private static final int MOST = 50;

  private Tags() {}

  /** Puts them onto what is there; throws what IAM would answer. */
  static void add(
      Map<String, String> to, List<Map.Entry<String, String>> tags, boolean caseMatters) {
    Set<String> keys = new HashSet<>();
    for (Map.Entry<String, String> tag : tags) {
      if (lower(tag.getKey()).startsWith("aws:") || lower(tag.getValue()).startsWith("aws:")) {
        throw IamError.invalidInput(
            "Tag keys and values beginning with 'aws:' are reserved for system use.");
      }
      if (!keys.add(caseMatters ? tag.getKey() : lower(tag.getKey()))) {
        throw IamError.invalidInput(
            caseMatters
                ? "Duplicate tag keys found."
                : "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    for (Map.Entry<String, String> tag : tags) {
      if (!caseMatters) {
        to.keySet().removeIf(k -> k.equalsIgnoreCase(tag.getKey()) && !k.equals(tag.getKey()));
      }
      to.put(tag.getKey(), tag.getValue());
    }
    if (to.size() > MOST) {
      throw new IamError(409, "LimitExceeded", "The number of tags has reached the maximum limit.");
    }
  }

  static void remove(Map<String, String> from, List<String> keys, boolean caseMatters) {
    from.keySet()
        .removeIf(
            k -> keys.stream().anyMatch(x -> caseMatters ? x.equals(k) : x.equalsIgnoreCase(k)));
  }

  /** All of them, as a list; an empty one too. */
  static void write(Xml xml, Map<String, String> tags) {
    xml.open("Tags");
    new TreeMap<>(tags).forEach((k, v) -> one(xml, Map.entry(k, v)));
    xml.close("Tags");
  }

  static void one(Xml xml, Map.Entry<String, String> tag) {
    xml.open("member").tag("Key", tag.getKey()).tag("Value", tag.getValue()).close("member");
  }

  static Map<String, Map.Entry<String, String>> entries(Map<String, String> tags) {
    Map<String, Map.Entry<String, String>> all = new TreeMap<>();
    tags.forEach((k, v) -> all.put(k, Map.entry(k, v)));
    return all;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
