package io.github.ecsprofile.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name, in the order of the help. */
final class Commands {
  static final Map<String, Function<EcsProfile, Subcommand>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("all", All::new);
    ALL.put("create-role", CreateRole::new);
    ALL.put("attach-policies", AttachPolicies::new);
    ALL.put("create-profile", CreateProfile::new);
    ALL.put("add-role", AddRole::new);
    ALL.put("get-arn", GetArn::new);
    ALL.put("verify", Verify::new);
    ALL.put("delete", Delete::new);
    ALL.put("permissions", Permissions::new);
    ALL.put("export", Export::new);
    ALL.put("init", Init::new);
    ALL.put("sandbox", Sandbox::new);
    ALL.put("completion", Completion::new);
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
   * A command line with the commands that its words name. Building one takes its part of the start;
   * so only where no word is a command, all are there, for the help and for the near name of a
   * misspelt one.
   */
  static CommandLine line(EcsProfile root, List<String> words) {
    CommandLine line = new CommandLine(root.declare());
    boolean version = words.size() == 1 && List.of("-V", "--version").contains(words.get(0));
    boolean named = ALL.keySet().stream().anyMatch(words::contains);
    ALL.forEach(
        (name, command) -> {
          if (named ? words.contains(name) : !version) {
            line.addSubcommand(name, spec(command.apply(root)));
          }
        });
    return line;
  }

  private static CommandSpec spec(Subcommand command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
    spec.usageMessage().header(command.header());
    command.declare(spec);
    return spec;
  }
}
