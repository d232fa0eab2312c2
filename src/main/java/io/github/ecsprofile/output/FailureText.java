package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.NextStep;
import io.github.ecsprofile.model.Obstacle;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.RunReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A failure in words: the error line, and the lines after it, which give the conflicts, the hint,
 * and what became of a run that stopped part-way.
 */
public record FailureText(String error, List<String> details) {

  /**
   * Renders a failure.
   *
   * @param report what became of the run's changes
   * @param running the operation that failed; null if the command does not call IAM
   */
  public static FailureText of(
      Failure f, RunReport report, Operation running, SuggestedCommands commands) {
    List<String> details = new ArrayList<>();
    String error = TerminalText.oneLine(f.getMessage());
    List<Obstacle> obstacles = f.obstacles();
    if (obstacles.size() == 1) {
      error = ObstacleText.of(obstacles.get(0));
    } else if (!obstacles.isEmpty()) {
      error = obstacles.size() + " conflicts" + (report.hasWrites() ? "" : ": nothing was changed");
      obstacles.forEach(o -> details.add("conflict: " + ObstacleText.of(o)));
    }
    hint(f, running, commands).ifPresent(h -> details.add("hint: " + h));
    details.addAll(RunReportText.lines(report, commands));
    return new FailureText(error, details);
  }

  /** Renders one obstacle. */
  static String describe(Obstacle obstacle) {
    return ObstacleText.of(obstacle);
  }

  /** Renders an exception that no part of the program expects. */
  public static FailureText unexpected(
      Throwable e, RunReport report, boolean verbose, SuggestedCommands commands) {
    List<String> details = new ArrayList<>();
    details.add(
        verbose
            ? "hint: Report this as an issue, with the output above."
            : "hint: Run the command again with -v and report the output as an issue.");
    details.addAll(RunReportText.lines(report, commands));
    return new FailureText("internal error: " + TerminalText.oneLine(String.valueOf(e)), details);
  }

  private static Optional<String> hint(Failure f, Operation running, SuggestedCommands commands) {
    List<String> parts = new ArrayList<>();
    if (!f.obstacles().isEmpty()) {
      parts.add(hint(f.obstacles(), running, commands));
    }
    if (f.hint() != null && !f.hint().isEmpty()) {
      parts.add(TerminalText.oneLine(f.hint()));
    }
    f.nextStep().map(n -> sentence(n, commands)).ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
  }

  private static String sentence(NextStep next, SuggestedCommands commands) {
    return switch (next.purpose()) {
      case CREATE_FIRST ->
          "Create it first: " + commands.of(next.operation(), next.project(), List.of());
      case UPDATE -> "To change it: " + commands.again(List.of("--update"));
      case ADOPT -> "To take it over: " + commands.again(List.of("--adopt"));
      case FORCE -> "To delete it anyway: " + commands.again(List.of("--force"));
      case RETRY -> "Run it again: " + commands.again(List.of());
      case SHOW_PERMISSIONS ->
          "Print the policy that the caller needs: " + commands.permissions(next.project());
    };
  }

  private enum Way {
    UPDATE,
    UPDATE_ROLE,
    ADOPT,
    FORCE,
    NONE
  }

  /** One hint for all obstacles: the flags that would let the run go on, where there are such. */
  private static String hint(
      List<Obstacle> obstacles, Operation running, SuggestedCommands commands) {
    boolean deleting = running == Operation.DELETE;
    Set<Way> ways = EnumSet.noneOf(Way.class);
    boolean path = false;
    boolean template = false;
    for (Obstacle o : obstacles) {
      if (deleting) {
        ways.add(Way.FORCE);
      } else if (o instanceof Obstacle.FromRoleTemplate) {
        template = true;
      } else if (o instanceof Obstacle.NotManaged) {
        ways.add(Way.ADOPT);
      } else if (o instanceof Obstacle.Differs d) {
        switch (d.remedy()) {
          case UPDATE -> ways.add(Way.UPDATE);
          case UPDATE_ROLE -> ways.add(Way.UPDATE_ROLE);
          case NONE -> path = true;
        }
      }
    }
    if (template) {
      return "Choose another name with --role-name: a role from an IAM role template is not taken over.";
    }
    if (path) {
      return "IAM cannot change a path: leave out --path, or choose another name.";
    }
    if (ways.contains(Way.FORCE)) {
      return "Review it first. To delete it anyway: " + commands.again(List.of("--force"));
    }
    if (ways.contains(Way.UPDATE_ROLE)) {
      List<String> flags = new ArrayList<>(List.of("--update"));
      if (ways.contains(Way.ADOPT)) {
        flags.add("--adopt");
      }
      return "To change the role's trust policy: "
          + commands.of(Operation.CREATE_ROLE, null, flags);
    }
    List<String> flags = new ArrayList<>();
    if (ways.contains(Way.ADOPT)) {
      flags.add("--adopt");
    }
    if (ways.contains(Way.UPDATE)) {
      flags.add("--update");
    }
    return (ways.contains(Way.ADOPT)
            ? "Choose another name, or take it over: "
            : "Ask for the existing settings, choose another name, or overwrite them: ")
        + commands.again(flags);
  }

  /** One obstacle in words. */
  private static final class ObstacleText {
    private ObstacleText() {}

    static String of(Obstacle o) {
      if (o instanceof Obstacle.NotManaged n) {
        return notManaged(n);
      }
      if (o instanceof Obstacle.FromRoleTemplate t) {
        return "role "
            + t.role()
            + ": belongs to an IAM role template"
            + (t.templateArn().isEmpty() ? "" : ", " + t.templateArn());
      }
      if (o instanceof Obstacle.AddedByOthers a) {
        return addedByOthers(a.check());
      }
      Check c = ((Obstacle.Differs) o).check();
      return CheckNames.of(c)
          + ": is "
          + shown(c.actual())
          + ", and "
          + shown(c.expected())
          + " was asked for";
    }

    private static String notManaged(Obstacle.NotManaged n) {
      String what =
          switch (n.kind()) {
            case ROLE -> "role ";
            case INSTANCE_PROFILE -> "instance profile ";
          };
      return what
          + n.name()
          + ": exists and is not managed by this command ("
          + (n.created() == null ? "" : "created " + n.created() + ", ")
          + (n.actual().isEmpty() ? "no owner tags" : "tagged " + tags(n.actual()))
          + "; expected "
          + tags(n.expected())
          + ")";
    }

    private static String addedByOthers(Check c) {
      return switch (c.subject()) {
        case POLICY -> "policy " + c.key() + ": attached to the role and not asked for";
        case INLINE_POLICY -> "inline policy " + c.key() + ": added to the role by others";
        case OTHER_INSTANCE_PROFILE -> "instance profile " + c.key() + ": holds the role too";
        default ->
            CheckNames.of(c)
                + ": is "
                + shown(c.actual())
                + ", and "
                + shown(c.expected())
                + " was expected";
      };
    }

    private static String tags(Map<String, String> tags) {
      return tags.entrySet().stream()
          .map(e -> e.getKey() + "=" + e.getValue())
          .collect(Collectors.joining(", "));
    }

    private static String shown(String value) {
      return value == null || value.isEmpty() ? "none" : value;
    }
  }
}
