package io.github.ecsprofile.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generates the completion script of fish. */
public final class FishCompletion {
  private static final String COMPLETE = "complete -c ecs-profile";

  private FishCompletion() {}

  /** Returns a script to source, or to install in a completions directory of fish. */
  public static String script(CliModel model) {
    List<String> lines = new ArrayList<>();
    for (CommandHelp c : model.commands()) {
      String brief = c.header().replaceFirst("[;.].*", "");
      lines.add(COMPLETE + " -n __ecs_profile_none -a " + c.name() + " -d " + quoted(brief));
    }
    model
        .program()
        .options()
        .forEach(o -> lines.add(COMPLETE + " -n __ecs_profile_none" + option(o)));
    // Commands that share an option share its line. A parameter's line is merged in the same way.
    Map<String, String> owners = new LinkedHashMap<>();
    for (CommandHelp c : model.commands()) {
      c.options().forEach(o -> owners.merge(option(o), c.name(), (a, b) -> a + " " + b));
      c.parameter().ifPresent(p -> owners.merge(takes(p.value()), c.name(), (a, b) -> a + " " + b));
    }
    owners.forEach(
        (option, names) ->
            lines.add(COMPLETE + " -n " + quoted("__ecs_profile_in " + names) + option));
    return Resource.text("completion.fish")
        .replace("@policies@", String.join(" ", model.policyWords()))
        .replace("@regions@", String.join(" ", model.regions()))
        .replace("@valued@", String.join(" ", model.values().keySet()))
        .replace(
            "@commandwords@",
            String.join(" ", model.commands().stream().map(CommandHelp::name).toList()))
        .replace("@complete@", String.join("\n", lines));
  }

  private static String option(OptionHelp o) {
    StringBuilder all = new StringBuilder();
    for (String name : o.names()) {
      all.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return all + (o.takesValue() ? takes(o.value()) : "") + " -d " + quoted(o.brief());
  }

  private static String takes(ValueType value) {
    return switch (value.kind()) {
      case WORDS -> " -x -a " + quoted(String.join(" ", value.words()));
      case POLICY -> " -x -a '(__ecs_profile_policies)'";
      case REGION -> " -x -a '(__ecs_profile_regions)'";
      case PROFILE -> " -x -a '(__ecs_profile_profiles)'";
      case FILE -> " -r -F";
      case FOLDER -> " -x -a '(__fish_complete_directories)'";
      case TEXT -> " -x";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
