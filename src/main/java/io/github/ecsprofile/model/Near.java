package io.github.ecsprofile.model;

import java.util.Collection;
import java.util.List;

/** What was meant by a word that nobody knows. */
public final class Near {
  private Near() {}

  /** Those that begin with the word; else those that the fewest typing mistakes lead to. */
  public static List<String> of(String word, Collection<String> known) {
    String bare = word.replaceFirst("^-+", "");
    if (bare.length() < 2) {
      return List.of();
    }
    List<String> longer = known.stream().filter(k -> k.startsWith(word)).toList();
    if (!longer.isEmpty()) {
      return longer;
    }
    int max = bare.length() < 3 ? 1 : Math.max(2, bare.length() / 3);
    int min = known.stream().mapToInt(k -> distance(word, k)).min().orElse(max + 1);
    return min > max ? List.of() : known.stream().filter(k -> distance(word, k) == min).toList();
  }

  /** How many letters must be put in, left out or replaced. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
