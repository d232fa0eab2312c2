package io.github.ecsprofile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.export.Permissions.Caller;
import io.github.ecsprofile.export.Permissions.Command;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.render.OutputForm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile permissions}: a document; nothing is contacted. */
@picocli.CommandLine.Command(
    name = "permissions",
    header = "Prints the least-privilege policy that a caller needs; nothing is contacted.")
final class Permissions implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;

  @Option(
      names = "--for",
      paramLabel = "COMMAND",
      defaultValue = "all",
      description = "The command to be called: ${COMPLETION-CANDIDATES} (default: all).")
  Command command;

  @Option(names = "--update", description = "As given to that command.")
  boolean update;

  @Option(names = "--prune", description = "As given to that command.")
  boolean prune;

  @Option(names = "--force", description = "As given to delete.")
  boolean force;

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
