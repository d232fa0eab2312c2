package io.github.ecsprofile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.export.Permissions.Caller;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.CallerIdentity;
import io.github.ecsprofile.iam.PolicySimulator;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.RightCheck;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.output.RightsText;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code ecs-profile permissions}: prints a policy and sends nothing; with {@code --check}, asks
 * IAM whether the caller has its rights.
 */
final class Permissions implements Subcommand {
  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());

  private List<Operation> operations = List.of(Operation.ALL);
  private boolean update;
  private boolean prune;
  private boolean adopt;
  private boolean force;
  private boolean check;
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
    to.flag(
        "--check",
        "Ask IAM whether the caller has these rights; exit 10 if one is missing.",
        v -> check = v);
    to.flag("--update", "Allow the command to be run with --update.", v -> update = v);
    to.flag("--prune", "Allow the command to be run with --prune.", v -> prune = v);
    to.flag("--adopt", "Allow the command to be run with --adopt.", v -> adopt = v);
    to.flag("--force", "Allow delete to be run with --force.", v -> force = v);
    to.flag("--all-managed", "Allow verify to be run with --all-managed.", v -> allManaged = v);
  }

  @Override
  public ExitCode run() {
    context.requireNotEnv(
        (check ? "a list of rights" : "a policy") + " is not a list of variables",
        "Use --output text or json.");
    requireUser("--update", update, Operation::creates);
    requireUser("--prune", prune, o -> o.creates() || o == Operation.VERIFY);
    requireUser("--adopt", adopt, Operation::creates);
    requireUser("--force", force, o -> o == Operation.DELETE);
    requireUser("--all-managed", allManaged, o -> o == Operation.VERIFY);
    List<Caller> callers =
        operations.stream()
            .distinct()
            .map(o -> new Caller(o, update, prune, adopt, force, allManaged))
            .toList();
    boolean needsNoProject =
        target.project.isEmpty() && callers.stream().noneMatch(Caller::isForOneProject);
    Desired desired = needsNoProject ? null : target.desired(context);
    return check ? check(desired, callers) : print(desired, callers);
  }

  private ExitCode print(Desired desired, List<Caller> callers) {
    ObjectNode policy =
        io.github.ecsprofile.export.Permissions.policy(
            desired,
            context.partition(),
            context.aws().account == null ? "*" : context.aws().account,
            callers);
    context.print(
        (context.output() == OutputForm.JSON ? policy.toString() : pretty(policy)) + "\n");
    return ExitCode.OK;
  }

  private ExitCode check(Desired desired, List<Caller> callers) {
    Partition partition = context.partition();
    List<RightCheck> checks;
    try (IamSession connection = context.connect()) {
      CallerIdentity caller = connection.caller();
      connection.account().check(caller.arn());
      PolicySimulator simulator = connection.simulator();
      PolicySimulator.Principal principal = simulator.principal(caller);
      context.note("caller: " + principal.arn());
      if (!principal.isPathKnown()) {
        context.warn("GetRole is denied: the path of the caller's role is taken to be /");
      }
      checks =
          simulator.check(
              principal,
              io.github.ecsprofile.export.Permissions.rights(
                  desired, partition, caller.account(), callers));
    }
    context.print(
        context.output() == OutputForm.JSON
            ? RightsText.json(checks)
            : RightsText.text(checks, context.theme()));
    RightsText.notes(checks).forEach(context::note);
    if (checks.stream().allMatch(RightCheck::isAllowed)) {
      return ExitCode.OK;
    }
    context.note(
        "hint: Print the policy that the caller needs: " + context.running().permissions(null));
    return ExitCode.NOT_IN_SYNC;
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
