package io.github.ecsprofile.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Rows of clean text in aligned columns, cut where a line would not fit the terminal. */
final class TextTable {
  /** Colours a cell that is padded already. */
  interface Paint {
    String cell(int row, int column, String text);
  }

  private static final String GAP = "  ";
  private static final String CUT = "...";
  private static final int MIN_WIDTH = 6;

  /** A character that stays in the column of the one before it. */
  private static final Pattern COMBINING = Pattern.compile("[\\p{Mn}\\p{Me}]");

  private final List<String> headings;
  private final List<List<String>> rows;
  private final int[] widths;

  TextTable(List<String> headings, List<List<String>> rows) {
    this(headings, rows, naturalWidths(headings, rows));
  }

  private TextTable(List<String> headings, List<List<String>> rows, int[] widths) {
    this.headings = headings;
    this.rows = rows;
    this.widths = widths;
  }

  private static int[] naturalWidths(List<String> headings, List<List<String>> rows) {
    int[] widths = headings.stream().mapToInt(TextTable::width).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  /** Returns the length of the longest line. */
  int width() {
    int sum = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  /** Returns the table with other texts in one column. */
  TextTable map(int column, UnaryOperator<String> text) {
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> copy = new ArrayList<>(row);
      copy.set(column, text.apply(row.get(column)));
      changed.add(copy);
    }
    return new TextTable(headings, changed);
  }

  /** Returns the table with the widest of some columns narrowed until it fits, as far as it can. */
  TextTable fit(int max, Collection<Integer> columns) {
    TextTable narrow = new TextTable(headings, rows, widths.clone());
    while (narrow.width() > max) {
      int widest = -1;
      for (int column : columns) {
        if (widest < 0 || narrow.widths[column] > narrow.widths[widest]) {
          widest = column;
        }
      }
      if (narrow.widths[widest] <= MIN_WIDTH) {
        break;
      }
      narrow.widths[widest]--;
    }
    return narrow;
  }

  /** Returns the lines; what does not fit the width is left out from the right. */
  String render(int max, Theme theme, Paint paint) {
    StringBuilder all = new StringBuilder();
    line(all, headings, max, (column, text) -> theme.heading(text));
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      line(all, rows.get(row), max, (column, text) -> paint.cell(at, column, text));
    }
    return all.toString();
  }

  private interface CellPaint {
    String cell(int column, String text);
  }

  private void line(StringBuilder all, List<String> cells, int max, CellPaint paint) {
    int left = max;
    for (int i = 0; i < widths.length && left > 0; i++) {
      String gap = i == 0 ? "" : GAP;
      int room = Math.min(widths[i], left - gap.length());
      if (room <= 0) {
        break;
      }
      String cell = cut(cells.get(i), room);
      boolean isLast = i == widths.length - 1;
      String padded = isLast ? cell : cell + " ".repeat(room - width(cell));
      all.append(gap).append(paint.cell(i, padded));
      left -= gap.length() + room;
    }
    all.append('\n');
  }

  private static String cut(String text, int max) {
    if (width(text) <= max) {
      return text;
    }
    String mark = max > CUT.length() ? CUT : "";
    StringBuilder kept = new StringBuilder();
    int room = max - mark.length();
    for (int c : text.codePoints().toArray()) {
      room -= width(c);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept + mark;
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  /** Returns the columns of a character: two in the wide scripts (Unicode Annex 11). */
  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    if (COMBINING.matcher(Character.toString(c)).matches()) {
      return 0;
    }
    boolean wide =
        c >= 0x1100 && c <= 0x115F
            || c >= 0x2E80 && c <= 0xA4CF
            || c >= 0xAC00 && c <= 0xD7A3
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0xFE30 && c <= 0xFE6F
            || c >= 0xFF00 && c <= 0xFF60
            || c >= 0xFFE0 && c <= 0xFFE6
            || c >= 0x20000 && c <= 0x3FFFD;
    return wide ? 2 : 1;
  }
}
