package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile create-profile}. */
@Command(name = "create-profile", header = "The instance profile; prints its ARN.")
final class CreateProfile implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin Step step;

  @Override
  public Integer call() {
    return step.run(root, target, Aspect.PROFILE);
  }
}
