package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Operation;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile attach-policies}. */
final class AttachPolicies implements Subcommand {
  private final EcsProfile root;
  private final TargetOptions target = new TargetOptions(Operation.ATTACH_POLICIES.components());
  private final ApplyCommand step = new ApplyCommand();

  AttachPolicies(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "The managed policies on the role; prints their ARNs.";
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    step.declare(spec);
  }

  @Override
  public Integer call() {
    return step.run(root, target, Component.POLICIES);
  }
}
