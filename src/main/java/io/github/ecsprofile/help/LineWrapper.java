package io.github.ecsprofile.help;

import java.util.ArrayList;
import java.util.List;

/** HelpText in lines of a width. */
final class LineWrapper {
  private LineWrapper() {}

  /** The text behind its beginning; further lines begin below it, at a column. */
  static List<String> lines(String begin, String text, int hang, int width) {
    List<String> all = new ArrayList<>();
    StringBuilder line = new StringBuilder(begin);
    boolean first = true;
    // A blank inside of brackets is no place for a break.
    for (String word : text.split(" (?![^\\[]*\\])")) {
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

  /** Where the third word of a synopsis begins. */
  static int commandEnd(String synopsis) {
    return synopsis.indexOf(' ', synopsis.indexOf(' ') + 1) + 1;
  }
}
