package io.github.ecsprofile.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts calls and picks the fault of each. Unknown actions share one count. */
final class FaultSchedule {
  private static final String UNKNOWN = "";

  private final List<Fault> faults;
  private final Map<String, Integer> counts = new HashMap<>();
  private int total;

  FaultSchedule(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  /** Counts a call and returns the kind of the first fault that affects it, or null. */
  synchronized Fault.Kind next(String action) {
    // Only known names are keys, so that callers cannot fill the memory with invented ones.
    int count = counts.merge(Actions.isKnown(action) ? action : UNKNOWN, 1, Integer::sum);
    total++;
    return faults.stream()
        .filter(f -> f.affects(action, count, total))
        .map(Fault::kind)
        .findFirst()
        .orElse(null);
  }
}
