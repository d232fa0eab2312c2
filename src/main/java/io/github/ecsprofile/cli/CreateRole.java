package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile create-role}. */
@Command(name = "create-role", header = "The IAM role that EC2 may assume; prints its ARN.")
final class CreateRole implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin Step step;

  @Override
  public Integer call() {
    return step.run(root, target, Aspect.ROLE);
  }
}
