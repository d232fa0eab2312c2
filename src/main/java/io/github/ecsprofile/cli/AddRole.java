package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile add-role}. */
@Command(
    name = "add-role",
    header = "The role into the instance profile; prints the profile's ARN.")
final class AddRole implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin Step step;

  @Override
  public Integer call() {
    return step.run(root, target, Aspect.MEMBERSHIP);
  }
}
