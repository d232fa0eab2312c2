package io.github.ecsprofile.cli;

import io.github.ecsprofile.export.CloudFormation;
import io.github.ecsprofile.export.Terraform;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
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

  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions();

  Format format;

  Export(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "Prints the same profile for CloudFormation or Terraform; nothing is contacted.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    Options to = Options.of(spec, Group.TARGET);
    to.needed(
        Format.class,
        "--format",
        "FORMAT",
        "The engine: ${COMPLETION-CANDIDATES}.",
        v -> format = v);
  }

  @Override
  public Integer call() {
    Desired desired = target.desired(root);
    root.print(
        format == Format.TERRAFORM ? Terraform.configuration(desired) : cloudFormation(desired));
    return 0;
  }

  private String cloudFormation(Desired desired) {
    String mark = CloudFormation.mark(desired);
    Desired pattern = desired;
    try {
      pattern = target.desired(root, mark, warning -> {});
    } catch (Failure f) {
      // With a name of another length it is not what IAM takes: then the project's own it is.
    }
    return CloudFormation.template(desired, pattern, mark);
  }
}
