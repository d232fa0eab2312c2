package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile all}. */
@Command(
    name = "all",
    header =
        "The role, its policies, the instance profile and the role inside; prints the profile's ARN.")
final class All implements Callable<Integer> {
  @ParentCommand EcsProfile root;
  @Mixin TargetOptions target;
  @Mixin Step step;

  @Override
  public Integer call() {
    return step.run(root, target, Aspect.ROLE, Aspect.POLICIES, Aspect.PROFILE, Aspect.MEMBERSHIP);
  }
}
