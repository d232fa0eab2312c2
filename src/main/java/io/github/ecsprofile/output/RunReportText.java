package io.github.ecsprofile.output;

import io.github.ecsprofile.model.RunReport;
import java.util.ArrayList;
import java.util.List;

/** What became of a run that stopped part-way: one line per item, and the command to go on with. */
public final class RunReportText {
  private RunReportText() {}

  /** Renders the report; empty if the run sent nothing. */
  public static List<String> lines(RunReport report, SuggestedCommands commands) {
    List<String> lines = items(report, "", commands);
    if (report.hasWrites()) {
      lines.add("resume: " + commands.again(List.of()));
    }
    return lines;
  }

  /**
   * Renders the report without the command to go on with.
   *
   * @param prefix before each item, such as the project
   */
  public static List<String> items(RunReport report, String prefix, SuggestedCommands commands) {
    List<String> lines = new ArrayList<>();
    if (!report.hasWrites()) {
      return lines;
    }
    report.applied().forEach(s -> lines.add("done: " + prefix + StepText.past(s)));
    report
        .unknown()
        .forEach(
            s ->
                lines.add(
                    "unknown: " + prefix + StepText.infinitive(s) + " (sent, result unknown)"));
    report.remaining().forEach(s -> lines.add("remaining: " + prefix + StepText.infinitive(s)));
    report
        .emptied()
        .ifPresent(
            e -> {
              lines.add(
                  "warning: "
                      + prefix
                      + "instance profile "
                      + e.profile()
                      + (e.certain() ? " holds no role now" : " may hold no role now")
                      + ": role "
                      + e.removedRole()
                      + " was removed");
              lines.add("restore: " + commands.addRole(e.profile(), e.removedRole()));
            });
    return lines;
  }
}
