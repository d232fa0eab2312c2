package io.github.ecsprofile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.export.Permissions.Caller;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.output.OutputForm;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile permissions}: prints a policy and sends nothing. */
final class Permissions implements Subcommand {
  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());

  private List<Operation> operations = List.of(Operation.ALL);
  private boolean update;
  private boolean prune;
  private boolean adopt;
  private boolean force;
  private boolean allManaged;

  Permissions(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    Options to = Options.of(spec, Group.BEHAVIOR);
    to.choiceList(
        "--for",
        "COMMAND",
        List.of(Operation.values()),
        "The command to allow: ${COMPLETION-CANDIDATES}; may be repeated (default: all).",
        v -> operations = v);
    to.flag("--update", "Allow the command to be run with --update.", v -> update = v);
    to.flag("--prune", "Allow the command to be run with --prune.", v -> prune = v);
    to.flag("--adopt", "Allow the command to be run with --adopt.", v -> adopt = v);
    to.flag("--force", "Allow delete to be run with --force.", v -> force = v);
    to.flag("--all-managed", "Allow verify to be run with --all-managed.", v -> allManaged = v);
  }

  @Override
  public ExitCode run() {
    context.requireNotEnv("a policy is not a list of variables", "Use --output text or json.");
    requireUser("--update", update, Operation::creates);
    requireUser("--prune", prune, o -> o.creates() || o == Operation.VERIFY);
    requireUser("--adopt", adopt, Operation::creates);
    requireUser("--force", force, o -> o == Operation.DELETE);
    requireUser("--all-managed", allManaged, o -> o == Operation.VERIFY);
    ObjectNode policy =
        io.github.ecsprofile.export.Permissions.policy(
            needsNoProject() ? null : target.desired(context),
            context.partition(),
            context.account() == null ? "*" : context.account(),
            operations.stream().distinct().map(this::caller).toList());
    context.print(
        (context.output() == OutputForm.JSON ? policy.toString() : pretty(policy)) + "\n");
    return ExitCode.OK;
  }

  /** Returns whether none of the commands is for a project, and none is named. */
  private boolean needsNoProject() {
    return target.project.isEmpty()
        && operations.stream().map(this::caller).noneMatch(Caller::isForOneProject);
  }

  private Caller caller(Operation operation) {
    return new Caller(operation, update, prune, adopt, force, allManaged);
  }

  private void requireUser(String option, boolean given, Predicate<Operation> uses) {
    if (given && operations.stream().noneMatch(uses)) {
      throw Failure.badInput(
          option + ": no command of --for has this option",
          "Leave it out, or name a command that has it with --for.");
    }
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
