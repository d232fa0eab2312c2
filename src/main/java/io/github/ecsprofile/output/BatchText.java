package io.github.ecsprofile.output;

import java.util.List;

/** The line that ends a run over several projects or accounts. */
public final class BatchText {
  /** As many failed projects are named in the last line. */
  private static final int MAX_NAMED = 20;

  private BatchText() {}

  /**
   * Returns the line that ends a run.
   *
   * @param what a project, or an account
   */
  public static String summary(String what, int total, List<String> failed) {
    if (failed.isEmpty()) {
      return total + " " + what + (total == 1 ? "" : "s") + " succeeded";
    }
    String named = String.join(", ", failed.subList(0, Math.min(MAX_NAMED, failed.size())));
    int rest = failed.size() - MAX_NAMED;
    return (total - failed.size())
        + " succeeded, "
        + failed.size()
        + " failed: "
        + named
        + (rest > 0 ? " and " + rest + " more" : "");
  }
}
