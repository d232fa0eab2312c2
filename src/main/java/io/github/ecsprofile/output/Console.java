package io.github.ecsprofile.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the program prints: the result on stdout, everything else on stderr. No text carries a
 * control sequence to the terminal, a workflow command to GitHub Actions, or a known secret. In a
 * GitHub Actions job errors and warnings are annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). Safe for use
 * by several threads.
 */
public final class Console {
  private final Screen screen;
  private final String prefix;

  /**
   * Creates a console without colour.
   *
   * @param githubActions whether a GitHub Actions runner reads the streams
   */
  public Console(PrintStream out, PrintStream err, boolean githubActions, Redactor redactor) {
    this(new Screen(out, err, githubActions, redactor), "");
  }

  private Console(Screen screen, String prefix) {
    this.screen = screen;
    this.prefix = prefix;
  }

  /**
   * Returns a console on the same streams for one of several accounts: each message begins with its
   * id, and it draws no progress.
   */
  public Console ofAccount(String account) {
    return new Console(screen, account + ": ");
  }

  /**
   * Sets how stderr looks.
   *
   * @param quiet whether only errors are printed
   * @param showsProgress whether a line may be drawn over, which only a terminal can
   */
  public void style(Theme theme, boolean quiet, boolean showsProgress) {
    screen.style(theme, quiet, showsProgress);
  }

  /** Returns whether errors and failed checks are annotations. */
  public boolean isGithubActions() {
    return screen.isGithubActions();
  }

  /** Returns the colours of stderr. */
  public Theme theme() {
    return screen.theme();
  }

  /** Writes to stdout; the text is rendered, with its line ends. Returns false if that failed. */
  public boolean result(String text) {
    return screen.result(text);
  }

  /** Prints a line of information, unless quiet. */
  public void note(String line) {
    if (!screen.isQuiet()) {
      print(plain(prefix + line));
    }
  }

  /** Prints a line of information once, whatever the account, and however often it is asked for. */
  public void noteOnce(String line) {
    if (screen.isFirst(line) && !screen.isQuiet()) {
      print(plain(line));
    }
  }

  /** Prints that a change was applied, unless quiet. */
  public void applied(String line) {
    if (!screen.isQuiet()) {
      print(theme().good(plain(prefix + line)));
    }
  }

  /** Prints that the run waits, unless quiet. */
  public void waiting(String line) {
    if (!screen.isQuiet()) {
      print(theme().faint(plain(prefix + line)));
    }
  }

  /** Prints a warning once, unless quiet. */
  public void warn(String warning) {
    String line = prefix + warning;
    if (!screen.isQuiet() && screen.isFirst(line)) {
      print(
          isGithubActions()
              ? annotation("warning", List.of(line))
              : theme().warning("warning: ") + plain(line));
    }
  }

  /** Prints the failed check of a verification as an annotation; only on GitHub Actions. */
  public void failedCheck(String line) {
    if (isGithubActions()) {
      print(annotation("error", List.of(prefix + line)));
    }
  }

  /** Prints an error, also if quiet: what failed and why, then the details, hint first. */
  public void error(String line, List<String> details) {
    List<String> lines = new ArrayList<>();
    if (isGithubActions()) {
      List<String> all = new ArrayList<>(List.of(prefix + line));
      all.addAll(details);
      lines.add(annotation("error", all));
    } else {
      lines.add(theme().error("error: ") + screen.clean(prefix + line));
      details.forEach(d -> lines.add(plain(d)));
    }
    screen.print(lines);
  }

  /** Prints a plain line, also if quiet. */
  public void print(List<String> lines) {
    screen.print(lines.stream().map(this::plain).toList());
  }

  /** Prints rendered lines that may hold colours, also if quiet; their values are clean already. */
  public void printRendered(List<String> lines) {
    screen.print(lines.stream().map(screen::redact).toList());
  }

  /** Prints a question and leaves the cursor after it, until {@link #answered()}. */
  public void ask(String question) {
    screen.ask(plain(prefix + question));
  }

  /** Records that the question was answered. */
  public void answered() {
    screen.answered();
  }

  /** Shows progress in place; only on a terminal. An empty line removes it. */
  public void progress(String line) {
    if (prefix.isEmpty()) {
      screen.progress(plain(line));
    }
  }

  /** Prints a stack trace. */
  public void trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    print(text.toString().lines().map(line -> line.replace("\t", "  ")).toList());
  }

  /** Prints the last lines, also if quiet; nothing is written to either stream after them. */
  public void seal(List<String> lastLines) {
    screen.seal(lastLines.stream().map(this::plain).toList());
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

  private String plain(String line) {
    String text = screen.clean(line);
    return isGithubActions() ? TerminalText.withoutWorkflowCommand(text) : text;
  }

  private void print(String line) {
    screen.print(List.of(line));
  }
}
