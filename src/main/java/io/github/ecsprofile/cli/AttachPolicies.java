package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile attach-policies}. */
@Command(name = "attach-policies", header = "The managed policies on the role; prints their ARNs.")
final class AttachPolicies implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin Step step;

  @Override
  public Integer call() {
    return step.run(root, target, Aspect.POLICIES);
  }
}
