package io.github.ecsprofile.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name, in the order of the help. */
final class Commands {
  static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("all", All.class);
    ALL.put("create-role", CreateRole.class);
    ALL.put("attach-policies", AttachPolicies.class);
    ALL.put("create-profile", CreateProfile.class);
    ALL.put("add-role", AddRole.class);
    ALL.put("get-arn", GetArn.class);
    ALL.put("verify", Verify.class);
    ALL.put("delete", Delete.class);
    ALL.put("permissions", Permissions.class);
    ALL.put("export", Export.class);
    ALL.put("init", Init.class);
    ALL.put("sandbox", Sandbox.class);
    ALL.put("completion", Completion.class);
  }

  private static final Set<String> OFFLINE =
      Set.of("permissions", "export", "init", "sandbox", "completion");

  private Commands() {}

  /** Whether these words will most likely make a call to IAM. */
  static boolean callsIam(List<String> words) {
    return !words.contains("--help")
        && !words.contains("-h")
        && words.stream().anyMatch(w -> ALL.containsKey(w) && !OFFLINE.contains(w));
  }

  /**
   * A command line with the commands that its words name. Building one reads every option of every
   * command, which is a good part of the start; so only where no word is a command, all are there,
   * for the help and for the near name of a misspelt one.
   */
  static CommandLine line(EcsProfile root, List<String> words) {
    CommandLine line = new CommandLine(root);
    boolean version = words.size() == 1 && List.of("-V", "--version").contains(words.get(0));
    boolean named = ALL.keySet().stream().anyMatch(words::contains);
    ALL.forEach(
        (name, type) -> {
          if (named ? words.contains(name) : !version) {
            line.addSubcommand(name, type);
          }
        });
    return line;
  }

  /** Whether any command has an option of this name. */
  static boolean haveOption(String name) {
    return ALL.values().stream()
        .anyMatch(type -> CommandSpec.forAnnotatedObject(type).optionsMap().containsKey(name));
  }
}
