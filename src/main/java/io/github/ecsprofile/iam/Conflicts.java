package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** The sentence for what stands in the way. */
public final class Conflicts {
  private Conflicts() {}

  public static Failure failure(List<Check> conflicts) {
    boolean foreign =
        conflicts.stream()
            .anyMatch(c -> c.state() == Check.State.EXTRA || c.name().matches(".*tag:ManagedBy"));
    return new Failure(
        Failure.Kind.CONFLICT,
        (foreign
                ? "not the project's own, nothing was deleted: "
                : "what exists differs, nothing was changed: ")
            + conflicts.stream().map(Conflicts::one).collect(Collectors.joining("; ")),
        hint(conflicts, foreign));
  }

  private static String hint(List<Check> conflicts, boolean foreign) {
    if (foreign) {
      return "Look at it first; --force deletes it all the same.";
    }
    return conflicts.stream().anyMatch(c -> c.name().equals("path"))
        ? "A path cannot be changed: leave --path out, or use another name."
        : "Ask for what is there, use another name, or change it with --update.";
  }

  private static String one(Check c) {
    String actual = c.actual() == null || c.actual().isEmpty() ? "none" : c.actual();
    if (c.name().equals("trust-policy")) {
      return "the role's trust policy " + actual;
    }
    return c.state() == Check.State.EXTRA
        ? c.name().contains(":") ? c.name() : actual
        : c.name() + " is " + actual + ", not " + c.expected();
  }
}
