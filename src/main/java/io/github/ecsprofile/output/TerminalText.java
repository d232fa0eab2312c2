package io.github.ecsprofile.output;

import java.util.regex.Pattern;

/** Makes text from IAM, files and the command line safe for a terminal and for GitHub Actions. */
public final class TerminalText {
  /** Control, format (bidirectional ones too), surrogate and unassigned characters, separators. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final int MAX_PRINTABLE = 80;
  private static final int MAX_LINE = 2000;

  private TerminalText() {}

  /** Returns the text with every character that a terminal may act on as {@code ?}. */
  public static String clean(String text) {
    String clean = UNSAFE.matcher(text).replaceAll("?");
    return clean.length() > MAX_LINE ? clean.substring(0, MAX_LINE - 3) + "..." : clean;
  }

  /** Returns the clean text, cut at 80 characters, for use inside a message. */
  public static String printable(String text) {
    String clean = clean(text);
    return clean.length() > MAX_PRINTABLE ? clean.substring(0, MAX_PRINTABLE - 3) + "..." : clean;
  }

  /** Returns the text on one line: runs of white space and controls become one space. */
  public static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ").trim();
  }

  /**
   * Returns the line such that the GitHub Actions runner takes no part of it for a workflow
   * command. The runner strips leading white space before it looks for {@code ::}, and finds {@code
   * ##[} anywhere in a line (actions/runner, ActionCommand).
   */
  public static String withoutWorkflowCommand(String line) {
    String text = line.replace("##[", "## [");
    return text.stripLeading().startsWith("::") ? "| " + text : text;
  }
}
