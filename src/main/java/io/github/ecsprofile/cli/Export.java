package io.github.ecsprofile.cli;

import io.github.ecsprofile.export.CloudFormation;
import io.github.ecsprofile.export.Terraform;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile export}: a document; nothing is contacted. */
final class Export implements Subcommand {
  enum Format {
    CLOUDFORMATION,
    TERRAFORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());

  Format format;

  Export(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    Options to = Options.of(spec, Group.TARGET);
    to.required(
        Format.class,
        "--format",
        "FORMAT",
        "The engine: ${COMPLETION-CANDIDATES}.",
        v -> format = v);
  }

  @Override
  public ExitCode run() {
    Desired desired = target.desired(context);
    context.print(
        format == Format.TERRAFORM ? Terraform.configuration(desired) : cloudFormation(desired));
    return ExitCode.OK;
  }

  private String cloudFormation(Desired desired) {
    String mark = CloudFormation.mark(desired);
    Desired pattern = desired;
    try {
      pattern = target.desired(context, mark, warning -> {});
    } catch (Failure f) {
      // With a name of another length it is not what IAM takes: then the project's own it is.
    }
    return CloudFormation.template(desired, pattern, mark);
  }
}
