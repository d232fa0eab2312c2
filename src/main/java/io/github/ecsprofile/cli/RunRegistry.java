package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.RunTracker;
import io.github.ecsprofile.model.RunReport;
import io.github.ecsprofile.output.RunReportText;
import io.github.ecsprofile.output.SuggestedCommands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of this process that have begun, from which an interrupt is reported. */
final class RunRegistry {
  /** The runs on one account: of those that were listed, or the one in use. */
  final class Group {
    private final String account;
    private final SuggestedCommands commands;
    private final Map<RunTracker, String> open = new LinkedHashMap<>();
    private boolean begun;
    private boolean ended;
    private boolean wrote;
    private int total;
    private int finished;

    private Group(String account, SuggestedCommands commands) {
      this.account = account;
      this.commands = commands;
    }

    /** Records how many projects there are. */
    void expect(int projects) {
      synchronized (RunRegistry.this) {
        total = projects;
        finished = 0;
      }
    }

    /** Records that a run begins; {@code prefix} names its project if there are several. */
    void register(RunTracker run, String prefix) {
      synchronized (RunRegistry.this) {
        open.put(run, prefix);
      }
    }

    /** Records that a run has ended, with its report printed. */
    void unregister(RunTracker run) {
      synchronized (RunRegistry.this) {
        open.remove(run);
        wrote |= run.report().hasWrites();
        finished++;
      }
    }

    /** Records that the work on the account begins. */
    void begin() {
      synchronized (RunRegistry.this) {
        begun = true;
      }
    }

    /** Records that the work on the account has ended, with its report printed. */
    void end() {
      synchronized (RunRegistry.this) {
        ended = true;
      }
    }

    /** Adds what became of each run; returns whether anything was changed. */
    private boolean report(List<String> lines) {
      boolean changed = wrote;
      String prefix = account == null ? "" : account + ": ";
      for (Map.Entry<RunTracker, String> run : open.entrySet()) {
        RunReport report = run.getKey().report();
        changed |= report.hasWrites();
        lines.addAll(RunReportText.items(report, prefix + run.getValue(), commands));
      }
      if (account != null) {
        lines.add(prefix + state());
      } else if (total > 1) {
        lines.add(finished + " of " + total + " projects had ended.");
      }
      return changed;
    }

    private String state() {
      if (ended || !begun) {
        return ended ? "had ended." : "was not started.";
      }
      return total > 0 ? finished + " of " + total + " projects had ended." : "had not ended.";
    }
  }

  private final List<Group> groups = new ArrayList<>();
  private Deadline deadline;
  private boolean serving;

  /**
   * Returns the group of an account's runs.
   *
   * @param account null where no accounts are listed
   * @param commands suggests commands for this account
   */
  synchronized Group group(String account, SuggestedCommands commands) {
    Group group = new Group(account, commands);
    groups.add(group);
    return group;
  }

  /** Records the deadline of the calls that this process makes. */
  synchronized void opened(Deadline of) {
    deadline = of;
  }

  /** Records that the process serves: an interrupt is its normal end. */
  synchronized void serve() {
    serving = true;
  }

  synchronized boolean isServing() {
    return serving;
  }

  /** Stops all calls that have not started, and returns what became of the others. */
  synchronized List<String> interrupt(SuggestedCommands commands) {
    if (deadline != null) {
      deadline.close();
    }
    List<String> lines = new ArrayList<>();
    lines.add("interrupted");
    boolean changed = false;
    for (Group group : groups) {
      changed |= group.report(lines);
    }
    if (!changed) {
      lines.add("Nothing was changed.");
    }
    lines.add("resume: " + commands.again(List.of()));
    return lines;
  }
}
