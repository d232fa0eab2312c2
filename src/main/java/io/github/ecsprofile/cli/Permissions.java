package io.github.ecsprofile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.export.Permissions.Caller;
import io.github.ecsprofile.export.Permissions.Command;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.output.OutputForm;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile permissions}: a document; nothing is contacted. */
final class Permissions implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions();

  Command command;
  boolean update;
  boolean prune;
  boolean force;

  Permissions(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "Prints the least-privilege policy that a caller needs; nothing is contacted.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.value(
        Command.class,
        "--for",
        "COMMAND",
        "all",
        "The command to be called: ${COMPLETION-CANDIDATES} (default: all).",
        v -> command = v);
    to.flag("--update", "As given to that command.", v -> update = v);
    to.flag("--prune", "As given to that command.", v -> prune = v);
    to.flag("--force", "As given to delete.", v -> force = v);
  }

  @Override
  public Integer call() {
    if (root.output() == OutputForm.ENV) {
      throw Failure.badInput("a policy is no list of values", "Use --output text or json.");
    }
    ObjectNode policy =
        io.github.ecsprofile.export.Permissions.policy(
            target.desired(root),
            root.partition(),
            root.account() == null ? "*" : root.account(),
            new Caller(command, update, prune, force));
    int size = policy.toString().replaceAll("\\s", "").length();
    int most = io.github.ecsprofile.export.Permissions.MANAGED_POLICY_SIZE;
    if (size > most) {
      root.warn("the policy has " + size + " characters, and a managed policy holds " + most);
    }
    root.print((root.output() == OutputForm.JSON ? policy.toString() : pretty(policy)) + "\n");
    return 0;
  }

  private static String pretty(ObjectNode policy) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(lines)
            .withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
