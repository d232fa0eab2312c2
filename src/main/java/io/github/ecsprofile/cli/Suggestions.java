package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.EditDistance;
import java.util.Collection;
import java.util.List;

/** Finds the known words that a mistyped word was probably meant to be. */
final class Suggestions {
  private Suggestions() {}

  /** Returns the words that begin with the given one; else those with the fewest typing errors. */
  static List<String> of(String word, Collection<String> known) {
    String bare = word.replaceFirst("^-+", "");
    if (bare.length() < 2) {
      return List.of();
    }
    List<String> longer = known.stream().filter(k -> k.startsWith(word)).toList();
    if (!longer.isEmpty()) {
      return longer;
    }
    int max = bare.length() < 3 ? 1 : Math.max(2, bare.length() / 3);
    int min = known.stream().mapToInt(k -> EditDistance.between(word, k)).min().orElse(max + 1);
    return min > max
        ? List.of()
        : known.stream().filter(k -> EditDistance.between(word, k) == min).toList();
  }
}
