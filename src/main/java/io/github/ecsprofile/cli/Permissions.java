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
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.output.OutputForm;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile permissions}: a document; nothing is contacted. */
final class Permissions implements Subcommand {
  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());

  Command command;
  boolean update;
  boolean prune;
  boolean force;

  Permissions(CommandContext context) {
    this.context = context;
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
  public ExitCode run() {
    if (context.output() == OutputForm.ENV) {
      throw Failure.badInput("a policy is no list of values", "Use --output text or json.");
    }
    ObjectNode policy =
        io.github.ecsprofile.export.Permissions.policy(
            target.desired(context),
            context.partition(),
            context.account() == null ? "*" : context.account(),
            new Caller(command, update, prune, force));
    int size = policy.toString().replaceAll("\\s", "").length();
    int most = io.github.ecsprofile.export.Permissions.MANAGED_POLICY_SIZE;
    if (size > most) {
      context.warn("the policy has " + size + " characters, and a managed policy holds " + most);
    }
    context.print(
        (context.output() == OutputForm.JSON ? policy.toString() : pretty(policy)) + "\n");
    return ExitCode.OK;
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
