package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Operation;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile create-profile}. */
final class CreateProfile implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions(Operation.CREATE_PROFILE.components());
  private final ApplyCommand step = new ApplyCommand();

  CreateProfile(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "The instance profile; prints its ARN.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    step.declare(spec);
  }

  @Override
  public Integer call() {
    return step.run(root, target, Component.PROFILE);
  }
}
