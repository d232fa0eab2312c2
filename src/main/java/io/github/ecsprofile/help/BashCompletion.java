package io.github.ecsprofile.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates the completion script of bash. */
public final class BashCompletion {
  private BashCompletion() {}

  /** Returns a script to evaluate, to source, or to install for bash-completion. */
  public static String script(CliModel model) {
    List<String> commands = model.commands().stream().map(CommandHelp::name).toList();
    return Resource.text("completion.bash")
        .replace("@policies@", lines(model.policyWords()))
        .replace("@regions@", lines(model.regions()))
        .replace("@values@", values(model))
        .replace("@own@", offers(model, CommandHelp::own))
        .replace("@used@", offers(model, CommandHelp::globals))
        .replace("@valued@", String.join(" | ", model.values().keySet()))
        .replace("@globals@", String.join(" ", names(model.program().options())))
        .replace("@commandwords@", String.join(" ", commands))
        .replace("@commands@", String.join(" | ", commands));
  }

  private static String lines(List<String> words) {
    return words.stream().map(w -> "\\\n    " + w).collect(Collectors.joining(" "));
  }

  private static List<String> names(List<OptionHelp> options) {
    return options.stream().flatMap(o -> o.names().stream()).toList();
  }

  private static String offers(CliModel model, Function<CommandHelp, List<OptionHelp>> options) {
    return model.commands().stream()
        .filter(c -> !options.apply(c).isEmpty())
        .map(
            c ->
                branch(c.name(), "_ecs_profile_offer " + String.join(" ", names(options.apply(c)))))
        .collect(Collectors.joining("\n"));
  }

  private static String values(CliModel model) {
    Map<String, String> keys = new LinkedHashMap<>();
    Stream.concat(
            model.values().entrySet().stream(),
            model.commands().stream()
                .filter(c -> c.parameter().isPresent())
                .map(c -> Map.entry(c.name(), c.parameter().get().value())))
        .filter(e -> e.getValue().kind() != ValueType.Kind.TEXT)
        .forEach(e -> keys.merge(offer(e.getValue()), e.getKey(), (a, b) -> a + " | " + b));
    return keys.entrySet().stream()
        .map(e -> branch(e.getValue(), e.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private static String branch(String pattern, String then) {
    return "    " + pattern + ") " + then + " ;;";
  }

  private static String offer(ValueType value) {
    return switch (value.kind()) {
      case WORDS -> "_ecs_profile_offer " + String.join(" ", value.words());
      case POLICY -> "_ecs_profile_policies";
      case REGION -> "_ecs_profile_regions";
      case PROFILE -> "_ecs_profile_profiles";
      // Readline completes and quotes paths itself. Bash 3 has no compopt.
      case FILE -> "compopt -o default 2> /dev/null";
      case FOLDER -> "compopt -o dirnames 2> /dev/null";
      case TEXT -> ":";
    };
  }
}
