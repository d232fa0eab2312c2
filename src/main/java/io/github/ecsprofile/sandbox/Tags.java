package io.github.ecsprofile.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Implements IAM's rules for tags; the keys of a role's tags are case-insensitive. */
final class Tags {

  private Tags() {}

  /** Adds or replaces tags; throws IAM's error for duplicate or reserved keys. */
  static void add(
      Map<String, String> to, List<Map.Entry<String, String>> tags, boolean caseSensitive) {
    Set<String> keys = new HashSet<>();
    for (Map.Entry<String, String> tag : tags) {
      if (lower(tag.getKey()).startsWith("aws:") || lower(tag.getValue()).startsWith("aws:")) {
        throw IamError.invalidInput(
            "Tag keys and values beginning with 'aws:' are reserved for system use.");
      }
      if (!keys.add(caseSensitive ? tag.getKey() : lower(tag.getKey()))) {
        throw IamError.invalidInput(
            caseSensitive
                ? "Duplicate tag keys found."
                : "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    for (Map.Entry<String, String> tag : tags) {
      if (!caseSensitive) {
        to.keySet().removeIf(k -> k.equalsIgnoreCase(tag.getKey()) && !k.equals(tag.getKey()));
      }
      to.put(tag.getKey(), tag.getValue());
    }
    if (to.size() > Quotas.TAGS) {
      throw new IamError(409, "LimitExceeded", "The number of tags has reached the maximum limit.");
    }
  }

  static void remove(Map<String, String> from, List<String> keys, boolean caseSensitive) {
    from.keySet()
        .removeIf(
            k -> keys.stream().anyMatch(x -> caseSensitive ? x.equals(k) : x.equalsIgnoreCase(k)));
  }

  /** Writes the Tags element, also when there are no tags. */
  static void write(XmlWriter xml, Map<String, String> tags) {
    writeUnsorted(xml, new TreeMap<>(tags));
  }

  /** Writes the Tags element in the order of the map. */
  static void writeUnsorted(XmlWriter xml, Map<String, String> tags) {
    xml.open("Tags");
    tags.forEach((k, v) -> one(xml, Map.entry(k, v)));
    xml.close("Tags");
  }

  static void one(XmlWriter xml, Map.Entry<String, String> tag) {
    xml.open("member").tag("Key", tag.getKey()).tag("Value", tag.getValue()).close("member");
  }

  static Map<String, Map.Entry<String, String>> entries(Map<String, String> tags) {
    Map<String, Map.Entry<String, String>> all = new TreeMap<>();
    tags.forEach((k, v) -> all.put(k, Map.entry(k, v)));
    return all;
  }

  /** Writes the Tags element of a policy. */
  static void writeByLength(XmlWriter xml, Map<String, String> tags) {
    xml.open("Tags");
    byLength(tags).values().forEach(t -> one(xml, t));
    xml.close("Tags");
  }

  /** Returns the tags of a policy by their length, then by key, as ListPolicyTags sorts them. */
  static Map<String, Map.Entry<String, String>> byLength(Map<String, String> tags) {
    Map<String, Map.Entry<String, String>> all = new TreeMap<>();
    tags.forEach((k, v) -> all.put("%03d".formatted(k.length()) + k, Map.entry(k, v)));
    return all;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
