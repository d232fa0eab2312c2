package io.github.ecsprofile.help;

import java.util.List;
import java.util.stream.Collectors;

/** Generates the completion script of zsh. */
public final class ZshCompletion {
  private ZshCompletion() {}

  /** Returns a script to evaluate, to source, or to install in a directory of fpath. */
  public static String script(CliModel model) {
    return Resource.text("completion.zsh")
        .replace("@policies@", lines(model.policyWords()))
        .replace("@regions@", lines(model.regions()))
        .replace("@globals@", specs(model.program().options(), "    "))
        .replace(
            "@commands@",
            model.commands().stream()
                .map(c -> "    " + quoted(c.name() + ":" + c.header().replaceFirst("[;.].*", "")))
                .collect(Collectors.joining("\n")))
        .replace(
            "@own@",
            model.commands().stream().map(ZshCompletion::branch).collect(Collectors.joining("\n")));
  }

  private static String lines(List<String> words) {
    return "\n    " + String.join("\n    ", words) + "\n  ";
  }

  private static String branch(CommandHelp c) {
    String own = specs(c.options(), "            ") + "\n";
    String parameter =
        c.parameter()
            .map(
                p ->
                    "            "
                        + quoted((p.required() ? "1" : "1:") + message(p.label(), p.value()))
                        + "\n")
            .orElse("");
    return "        "
        + c.name()
        + ")\n          own=(\n"
        + own
        + parameter
        + "          )\n"
        + "          ;;";
  }

  private static String specs(List<OptionHelp> options, String indent) {
    return options.stream().map(o -> indent + spec(o)).collect(Collectors.joining("\n"));
  }

  /** Returns an option as _arguments reads it: exclusions, names, description, value. */
  private static String spec(OptionHelp o) {
    boolean again = o.repeatable();
    String rest =
        "["
            + o.brief().replaceAll("([\\[\\]:\\\\])", "\\\\$1")
            + "]"
            + (o.takesValue() ? message(o.label(), o.value()) : "");
    if (o.names().size() == 1) {
      return quoted((again ? "*" : "") + o.names().get(0) + (o.takesValue() ? "=" : "") + rest);
    }
    // Brace expansion makes one word per name.
    return (again ? "\\*" : quoted("(" + String.join(" ", o.names()) + ")"))
        + "{"
        + String.join(",", o.names())
        + "}"
        + quoted(rest);
  }

  private static String message(String label, ValueType value) {
    return ":" + label.replace(":", "\\:") + ":" + action(value);
  }

  private static String action(ValueType value) {
    return switch (value.kind()) {
      case WORDS -> "(" + String.join(" ", value.words()) + ")";
      case POLICY -> "_ecs-profile_policies";
      case REGION -> "_ecs-profile_regions";
      case PROFILE -> "_ecs-profile_profiles";
      case FILE -> "_files";
      case FOLDER -> "_files -/";
      case TEXT -> " ";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
