package io.github.ecsprofile.output;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two output streams of the process, and the line of progress that is drawn over. Safe for use
 * by several threads.
 */
final class Screen {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean githubActions;
  private final Redactor redactor;
  private final Set<String> printedOnce = new HashSet<>();
  private Theme theme = Theme.PLAIN;
  private boolean quiet;
  private boolean showsProgress;
  private boolean sealed;
  private boolean asks;
  private String progress = "";

  Screen(PrintStream out, PrintStream err, boolean githubActions, Redactor redactor) {
    this.out = out;
    this.err = err;
    this.githubActions = githubActions;
    this.redactor = redactor;
  }

  synchronized void style(Theme colors, boolean isQuiet, boolean drawsProgress) {
    theme = colors;
    quiet = isQuiet;
    showsProgress = drawsProgress;
  }

  boolean isGithubActions() {
    return githubActions;
  }

  synchronized Theme theme() {
    return theme;
  }

  synchronized boolean isQuiet() {
    return quiet;
  }

  /** Returns true the first time that it is called with this text. */
  synchronized boolean isFirst(String text) {
    return printedOnce.add(text);
  }

  /** Writes to stdout; the text is rendered, with its line ends. Returns false if that failed. */
  synchronized boolean result(String text) {
    if (sealed) {
      return true;
    }
    clearProgress();
    String safe = redactor.redact(text);
    if (githubActions) {
      boolean endsLine = safe.endsWith("\n");
      safe =
          safe.lines()
                  .map(l -> l.startsWith("{") ? l : TerminalText.withoutWorkflowCommand(l))
                  .collect(Collectors.joining("\n"))
              + (endsLine ? "\n" : "");
    }
    out.print(safe);
    out.flush();
    drawProgress();
    return !out.checkError();
  }

  /** Writes lines to stderr as they are, with no line of another thread between them. */
  synchronized void print(List<String> lines) {
    if (!sealed) {
      clearProgress();
      lines.forEach(line -> err.print(line + "\n"));
      drawProgress();
      err.flush();
    }
  }

  synchronized void ask(String question) {
    if (!sealed) {
      clearProgress();
      err.print(question + " ");
      err.flush();
      asks = true;
    }
  }

  /** Records that a question was answered, by a line that the terminal showed. */
  synchronized void answered() {
    asks = false;
  }

  /** Shows progress in place; an empty line removes it. */
  synchronized void progress(String line) {
    if (showsProgress && !quiet && !sealed) {
      clearProgress();
      progress = line;
      drawProgress();
    }
  }

  /** Prints the last lines; nothing is written to either stream after them. */
  synchronized void seal(List<String> lastLines) {
    progress("");
    if (asks) {
      err.print("\n");
    }
    print(lastLines);
    out.flush();
    sealed = true;
  }

  String clean(String text) {
    return TerminalText.clean(redactor.redact(text));
  }

  String redact(String text) {
    return redactor.redact(text);
  }

  private void clearProgress() {
    if (!progress.isEmpty()) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  private void drawProgress() {
    if (!progress.isEmpty()) {
      err.print(progress);
      err.flush();
    }
  }
}
