package io.github.ecsprofile.output;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces credentials in text by {@code ***}. Secrets are added as they become known: those of the
 * environment at the start, those that a provider resolved before the first request that uses them.
 * Safe for use by several threads.
 */
public final class Redactor {
  /** Shorter values would mask ordinary words, such as the key "test" of a local endpoint. */
  private static final int MIN_LENGTH = 8;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** Adds a secret, trimmed; ignores null and values too short to be one. */
  public void add(String secret) {
    String value = secret == null ? "" : secret.trim();
    if (value.length() >= MIN_LENGTH) {
      secrets.add(value);
      // Text is put on one line before it is printed: a secret with line breaks must still match.
      String oneLine = value.replaceAll("\\s+", " ");
      secrets.add(oneLine);
      value.lines().map(String::trim).filter(l -> l.length() >= MIN_LENGTH).forEach(secrets::add);
    }
  }

  /** Returns the text with every known secret masked. */
  public String redact(String text) {
    String masked = text;
    List<String> longestFirst =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String secret : longestFirst) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
