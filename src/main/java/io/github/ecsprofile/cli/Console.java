package io.github.ecsprofile.cli;

import io.github.ecsprofile.output.TerminalText;
import io.github.ecsprofile.output.Theme;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines on stderr. HelpText from IAM or a file never carries a control sequence to the
 * terminal, nor a workflow command to GitHub Actions, nor the caller's keys to anybody. In a GitHub
 * Actions job errors and warnings are annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */
final class Console {
  private static final List<String> SECRETS =
      List.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN");

  private final PrintStream err;
  private final boolean annotating;
  private final List<String> secrets;
  private final Set<String> warned = new HashSet<>();
  private Theme theme = Theme.PLAIN;
  private boolean quiet;
  private boolean moving;
  private String progress = "";

  Console(PrintStream err, Map<String, String> env) {
    this.err = err;
    this.annotating = "true".equals(env.get("GITHUB_ACTIONS"));
    this.secrets =
        SECRETS.stream().map(env::get).filter(v -> v != null && v.length() >= 8).toList();
  }

  /**
   * @param moving whether a line may be drawn over, which only a terminal can
   */
  void style(Theme theme, boolean quiet, boolean moving) {
    this.theme = theme;
    this.quiet = quiet;
    this.moving = moving;
  }

  void note(String line) {
    if (!quiet) {
      print(plain(line));
    }
  }

  void done(String line) {
    if (!quiet) {
      print(theme.good(plain(line)));
    }
  }

  void waiting(String line) {
    if (!quiet) {
      print(theme.faint(plain(line)));
    }
  }

  /** Said once, however often it is found. */
  synchronized void warn(String line) {
    if (!quiet && warned.add(line)) {
      print(annotating ? annotation("warning", line) : theme.warning("warning: " + clean(line)));
    }
  }

  /** A note, said once. */
  synchronized void once(String line) {
    if (warned.add(line)) {
      note(line);
    }
  }

  /** What went wrong and why, and what to do. */
  void error(String line, String hint) {
    if (annotating) {
      print(annotation("error", line + "\n" + hint));
    } else {
      print(theme.error("error: ") + clean(line));
      say(hint);
    }
  }

  /** Escaped as the runner reads it: all of the text is the message, and none of it a command. */
  private String annotation(String kind, String text) {
    String escaped =
        text.lines()
            .map(this::clean)
            .map(l -> l.replace("%", "%25"))
            .collect(Collectors.joining("%0A"));
    return "::" + kind + " title=ecs-profile::" + escaped;
  }

  private String clean(String text) {
    String all = text;
    for (String secret : secrets) {
      all = all.replace(secret, "***");
    }
    return TerminalText.clean(all);
  }

  /** A plain line, also when quiet. */
  void say(String line) {
    print(plain(line));
  }

  /** A question, with the cursor left behind it. */
  void ask(String question) {
    err.print(plain(question) + " ");
    err.flush();
  }

  /** How far it is, in place; only on a terminal. */
  synchronized void progress(String line) {
    if (moving && !quiet) {
      progress = line;
      err.print("\r" + line + "\u001b[K");
      if (line.isEmpty()) {
        err.flush();
      }
    }
  }

  void trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    text.toString().lines().forEach(line -> print(plain(line.replace("\t", "  "))));
  }

  /** A line that begins like a command of the runner's is none any more. */
  private String plain(String line) {
    String text = clean(line);
    return annotating && (text.startsWith("::") || text.startsWith("##[")) ? " " + text : text;
  }

  private synchronized void print(String line) {
    if (progress.isEmpty()) {
      err.print(line + "\n");
    } else {
      err.print("\r\u001b[K" + line + "\n" + progress);
    }
    err.flush();
  }
}
