package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Result;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ecs-profile get-arn}: one GetInstanceProfile. */
@Command(
    name = "get-arn",
    header = "Prints the instance profile's ARN; exit 3 where there is none.")
final class GetArn implements Callable<Integer> {
  @ParentCommand EcsProfile root;

  @Option(names = "--project", paramLabel = "NAME", description = "The project.")
  String project;

  @Option(
      names = "--role-name",
      paramLabel = "NAME",
      description = "The role's name, and so the profile's.")
  String roleName;

  @Option(
      names = "--instance-profile-name",
      paramLabel = "NAME",
      description = "The instance profile's name.")
  String profileName;

  @Override
  public Integer call() {
    if (project == null && profileName == null) {
      throw Failure.badInput(
          "--project is missing", "Give --project NAME or --instance-profile-name NAME.");
    }
    String byProject = project == null ? null : Names.ofProject(project);
    String byRole = roleName == null ? byProject : Names.role(roleName);
    String name = profileName == null ? byRole : Names.profile(profileName);
    try (Connection c = root.connect()) {
      Observed.Profile p =
          new Reader(c.iam(), c.workers())
              .profile(name)
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.ABSENT,
                          "the instance profile " + name + " does not exist",
                          "Make it: ecs-profile all --project "
                              + (project == null
                                  ? "NAME --instance-profile-name " + name
                                  : project)));
      if (!Names.isArn(p.arn())) {
        throw new Failure(
            Failure.Kind.NOT_NOW,
            "IAM does not show the profile's ARN yet",
            "Run it again in some seconds.");
      }
      if (p.member().isEmpty()) {
        root.warn("the instance profile " + p.name() + " holds no role");
      }
      Result.Named role =
          p.member()
              .map(m -> new Result.Named(m.name(), Names.isArn(m.arn()) ? m.arn() : null))
              .orElse(null);
      root.print(
          new Result(
              List.of(p.arn()),
              project,
              role,
              new Result.Named(p.name(), p.arn()),
              null,
              List.of(),
              null,
              false));
      return 0;
    }
  }
}
