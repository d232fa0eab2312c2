package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Operation;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile add-role}. */
final class AddRole implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions(Operation.ADD_ROLE.components());
  private final ApplyCommand step = new ApplyCommand();

  AddRole(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "The role into the instance profile; prints the profile's ARN.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    step.declare(spec);
  }

  @Override
  public Integer call() {
    return step.run(root, target, Component.ROLE_IN_PROFILE);
  }
}
