package io.github.ecsprofile.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Wraps text into lines of a given width. */
final class LineWrapper {
  /** A space outside of brackets: "[--policy POLICY]" stays on one line. */
  private static final Pattern SPACE = Pattern.compile(" (?![^\\[]*\\])");

  private LineWrapper() {}

  /**
   * Wraps a text. A word that is longer than a line stands on a line of its own.
   *
   * @param begin the beginning of the first line
   * @param hang the number of spaces that every further line begins with
   * @param width the number of columns
   */
  static List<String> lines(String begin, String text, int hang, int width) {
    List<String> all = new ArrayList<>();
    StringBuilder line = new StringBuilder(begin);
    boolean first = true;
    for (String word : SPACE.split(text)) {
      if (!first && line.length() + 1 + word.length() > width) {
        all.add(line.toString());
        line = new StringBuilder(" ".repeat(hang));
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    all.add(line.toString());
    return all;
  }

  /** Returns the position of the third word of a synopsis, which follows the command. */
  static int commandEnd(String synopsis) {
    return synopsis.indexOf(' ', synopsis.indexOf(' ') + 1) + 1;
  }
}
