package io.github.ecsprofile.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual's words for bash. */
public final class BashCompletion {
  private BashCompletion() {}

  /** To be evaluated, sourced, or put where bash-completion looks. */
  public static String script(Manual manual) {
    List<String> commands = manual.commands().stream().map(Command::name).toList();
    return Resource.text("completion.bash")
        .replace("@policies@", lines(manual.policyWords()))
        .replace("@regions@", lines(manual.regions()))
        .replace("@values@", values(manual))
        .replace("@own@", own(manual))
        .replace("@valued@", String.join(" | ", manual.values().keySet()))
        .replace("@globals@", String.join(" ", names(manual.program().options())))
        .replace("@commandwords@", String.join(" ", commands))
        .replace("@commands@", String.join(" | ", commands));
  }

  private static String lines(List<String> words) {
    return words.stream().map(w -> "\\\n    " + w).collect(Collectors.joining(" "));
  }

  private static List<String> names(List<Option> options) {
    return options.stream().flatMap(o -> o.names().stream()).toList();
  }

  private static String own(Manual manual) {
    return manual.commands().stream()
        .filter(c -> !c.own().isEmpty())
        .map(c -> branch(c.name(), "_ecs_profile_offer " + String.join(" ", names(c.own()))))
        .collect(Collectors.joining("\n"));
  }

  private static String values(Manual manual) {
    Map<String, String> keys = new LinkedHashMap<>();
    Stream.concat(
            manual.values().entrySet().stream(),
            manual.commands().stream()
                .filter(c -> c.parameter().isPresent())
                .map(c -> Map.entry(c.name(), c.parameter().get().value())))
        .filter(e -> e.getValue().kind() != Value.Kind.TEXT)
        .forEach(e -> keys.merge(offer(e.getValue()), e.getKey(), (a, b) -> a + " | " + b));
    return keys.entrySet().stream()
        .map(e -> branch(e.getValue(), e.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private static String branch(String pattern, String then) {
    return "    " + pattern + ") " + then + " ;;";
  }

  private static String offer(Value value) {
    return switch (value.kind()) {
      case WORDS -> "_ecs_profile_offer " + String.join(" ", value.words());
      case POLICY -> "_ecs_profile_policies";
      case REGION -> "_ecs_profile_regions";
      case PROFILE -> "_ecs_profile_profiles";
      // Readline knows best how a path is completed and quoted. Bash 3 has no compopt.
      case FILE -> "compopt -o default 2> /dev/null";
      case FOLDER -> "compopt -o dirnames 2> /dev/null";
      case TEXT -> ":";
    };
  }
}
