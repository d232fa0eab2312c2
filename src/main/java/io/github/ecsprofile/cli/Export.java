package io.github.ecsprofile.cli;

import io.github.ecsprofile.export.CloudFormation;
import io.github.ecsprofile.export.Terraform;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile export}: a document; nothing is contacted. */
@Command(
    name = "export",
    header = "Prints the same profile for CloudFormation or Terraform; nothing is contacted.")
final class Export implements Callable<Integer> {
  enum Format {
    CLOUDFORMATION,
    TERRAFORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "The engine: ${COMPLETION-CANDIDATES}.")
  Format format;

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
