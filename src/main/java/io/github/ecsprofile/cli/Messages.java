package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.render.Theme;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * The lines on stderr. Text from IAM or a file never carries a control sequence to the terminal.
 */
final class Messages {
  private final PrintStream err;
  private final Set<String> warned = new HashSet<>();
  private Theme theme = Theme.PLAIN;
  private boolean quiet;
  private boolean moving;
  private String progress = "";

  Messages(PrintStream err) {
    this.err = err;
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
      print(Names.clean(line));
    }
  }

  void done(String line) {
    if (!quiet) {
      print(theme.good(Names.clean(line)));
    }
  }

  void waiting(String line) {
    if (!quiet) {
      print(theme.faint(Names.clean(line)));
    }
  }

  /** Said once, however often it is found. */
  synchronized void warn(String line) {
    if (!quiet && warned.add(line)) {
      print(theme.warning(Names.clean("warning: " + line)));
    }
  }

  /** A note, said once. */
  synchronized void once(String line) {
    if (warned.add(line)) {
      note(line);
    }
  }

  void error(String line) {
    print(theme.error("error: ") + Names.clean(line));
  }

  /** A plain line, also when quiet. */
  void say(String line) {
    print(Names.clean(line));
  }

  /** A question, with the cursor left behind it. */
  void ask(String question) {
    err.print(Names.clean(question) + " ");
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
    e.printStackTrace(err);
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
