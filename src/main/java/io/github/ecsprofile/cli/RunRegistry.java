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
  private final Map<RunTracker, String> open = new LinkedHashMap<>();
  private Deadline deadline;
  private boolean serving;
  private boolean wrote;
  private int total;
  private int finished;

  /** Records the deadline of the calls that this process makes. */
  synchronized void opened(Deadline of) {
    deadline = of;
  }

  /** Records how many projects there are. */
  synchronized void expect(int projects) {
    total = projects;
    finished = 0;
  }

  /** Records that a run begins; {@code prefix} names its project if there are several. */
  synchronized void register(RunTracker run, String prefix) {
    open.put(run, prefix);
  }

  /** Records that a run has ended, with its report printed. */
  synchronized void unregister(RunTracker run) {
    open.remove(run);
    wrote |= run.report().hasWrites();
    finished++;
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
    boolean changed = wrote;
    for (Map.Entry<RunTracker, String> run : open.entrySet()) {
      RunReport report = run.getKey().report();
      changed |= report.hasWrites();
      lines.addAll(RunReportText.items(report, run.getValue(), commands));
    }
    if (total > 1) {
      lines.add(finished + " of " + total + " projects had ended.");
    }
    if (!changed) {
      lines.add("Nothing was changed.");
    }
    lines.add("resume: " + commands.again(List.of()));
    return lines;
  }
}
