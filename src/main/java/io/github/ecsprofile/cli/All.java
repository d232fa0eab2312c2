package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Operation;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile all}. */
final class All implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());
  private final ApplyCommand step = new ApplyCommand();

  All(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "The role, its policies, the instance profile and the role inside; prints the profile's ARN.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    step.declare(spec);
  }

  @Override
  public Integer call() {
    return step.run(
        root,
        target,
        Component.ROLE,
        Component.POLICIES,
        Component.PROFILE,
        Component.ROLE_IN_PROFILE);
  }
}
