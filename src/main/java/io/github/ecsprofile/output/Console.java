package io.github.ecsprofile.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two output streams of the process: the result on stdout, everything else on stderr. No text
 * carries a control sequence to the terminal, a workflow command to GitHub Actions, or a known
 * secret. In a GitHub Actions job errors and warnings are annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). Safe for use
 * by several threads.
 */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean githubActions;
  private final Redactor redactor;
  private final Set<String> printedOnce = new HashSet<>();
  private Theme theme = Theme.PLAIN;
  private boolean quiet;
  private boolean showsProgress;
  private boolean sealed;
  private String progress = "";

  /**
   * Creates a console without colour.
   *
   * @param githubActions whether a GitHub Actions runner reads the streams
   */
  public Console(PrintStream out, PrintStream err, boolean githubActions, Redactor redactor) {
    this.out = out;
    this.err = err;
    this.githubActions = githubActions;
    this.redactor = redactor;
  }

  /**
   * Sets how stderr looks.
   *
   * @param quiet whether only errors are printed
   * @param showsProgress whether a line may be drawn over, which only a terminal can
   */
  public synchronized void style(Theme theme, boolean quiet, boolean showsProgress) {
    this.theme = theme;
    this.quiet = quiet;
    this.showsProgress = showsProgress;
  }

  /** Returns whether errors and failed checks are annotations. */
  public boolean isGithubActions() {
    return githubActions;
  }

  /** Returns the colours of stderr. */
  public synchronized Theme theme() {
    return theme;
  }

  /** Writes to stdout; the text is rendered, with its line ends. Returns false if that failed. */
  public synchronized boolean result(String text) {
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

  /** Prints a line of information, unless quiet. */
  public synchronized void note(String line) {
    if (!quiet) {
      print(plain(line));
    }
  }

  /** Prints a line of information once, however often it is asked for. */
  public synchronized void noteOnce(String line) {
    if (printedOnce.add(line)) {
      note(line);
    }
  }

  /** Prints that a change was applied, unless quiet. */
  public synchronized void applied(String line) {
    if (!quiet) {
      print(theme.good(plain(line)));
    }
  }

  /** Prints that the run waits, unless quiet. */
  public synchronized void waiting(String line) {
    if (!quiet) {
      print(theme.faint(plain(line)));
    }
  }

  /** Prints a warning once, unless quiet. */
  public synchronized void warn(String line) {
    if (!quiet && printedOnce.add(line)) {
      print(
          githubActions
              ? annotation("warning", List.of(line))
              : theme.warning("warning: ") + plain(line));
    }
  }

  /** Prints the failed check of a verification as an annotation; only on GitHub Actions. */
  public synchronized void failedCheck(String line) {
    if (githubActions) {
      print(annotation("error", List.of(line)));
    }
  }

  /** Prints an error, also if quiet: what failed and why, then the details, hint first. */
  public synchronized void error(String line, List<String> details) {
    if (githubActions) {
      List<String> all = new ArrayList<>(List.of(line));
      all.addAll(details);
      print(annotation("error", all));
    } else {
      print(theme.error("error: ") + clean(line));
      details.forEach(d -> print(plain(d)));
    }
  }

  /** Prints a plain line, also if quiet. */
  public synchronized void print(List<String> lines) {
    lines.forEach(l -> print(plain(l)));
  }

  /** Prints rendered lines that may hold colours, also if quiet; their values are clean already. */
  public synchronized void printRendered(List<String> lines) {
    lines.forEach(l -> print(redactor.redact(l)));
  }

  /** Prints a question and leaves the cursor after it. */
  public synchronized void ask(String question) {
    if (!sealed) {
      clearProgress();
      err.print(plain(question) + " ");
      err.flush();
    }
  }

  /** Shows progress in place; only on a terminal. An empty line removes it. */
  public synchronized void progress(String line) {
    if (showsProgress && !quiet && !sealed) {
      clearProgress();
      progress = plain(line);
      drawProgress();
    }
  }

  /** Prints a stack trace. */
  public synchronized void trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    text.toString().lines().forEach(line -> print(plain(line.replace("\t", "  "))));
  }

  /** Prints the last lines, also if quiet; nothing is written to either stream after them. */
  public synchronized void seal(List<String> lastLines) {
    progress("");
    print(lastLines);
    out.flush();
    sealed = true;
  }

  /** All of the text is the annotation's message, and none of it a command of its own. */
  private String annotation(String kind, List<String> lines) {
    String message =
        lines.stream()
            .map(this::plain)
            .map(l -> l.replace("%", "%25"))
            .collect(Collectors.joining("%0A"));
    return "::" + kind + " title=ecs-profile::" + message;
  }

  private String clean(String text) {
    return TerminalText.clean(redactor.redact(text));
  }

  private String plain(String line) {
    String text = clean(line);
    return githubActions ? TerminalText.withoutWorkflowCommand(text) : text;
  }

  private void print(String line) {
    if (!sealed) {
      clearProgress();
      err.print(line + "\n");
      drawProgress();
      err.flush();
    }
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
