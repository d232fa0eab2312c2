package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Preset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile get-arn}: one GetInstanceProfile. */
final class GetArn implements Subcommand {
  private final EcsProfile root;
  private final ProjectOptions projects = new ProjectOptions();

  List<String> project = new ArrayList<>();
  String roleName;
  String profileName;
  private CommandSpec spec;

  GetArn(EcsProfile root) {
    this.root = root;
  }

  @Override
  public String header() {
    return "Prints the instance profile's ARN; exit 3 where there is none.";
  }

  @Override
  public void declare(CommandSpec spec) {
    this.spec = spec;
    projects.declare(spec);
    Options to = Options.of(spec, Group.TARGET);
    to.texts("--project", "NAME", "The project; may be repeated.", v -> project = v);
    to.value(
        String.class,
        "--role-name",
        "NAME",
        "The role's name, and so the profile's.",
        v -> roleName = v);
    to.value(
        String.class,
        "--instance-profile-name",
        "NAME",
        "The instance profile's name.",
        v -> profileName = v);
  }

  /** What is looked for; the project is null where only a profile was named. */
  private record Wanted(String project, String profile) {}

  @Override
  public Integer call() {
    List<Wanted> all = wanted();
    root.partition();
    try (Connection c = root.connect()) {
      Reader reader = c.reader();
      return BatchRunner.run(
          root,
          all,
          Wanted::project,
          projects.parallel,
          (w, journal) -> new BatchRunner.ProjectOutcome(find(c, reader, w), 0));
    }
  }

  private List<Wanted> wanted() {
    List<String> names = projects.projects(project, Preset.ECS, spec, root);
    if (names.isEmpty() && profileName == null) {
      throw Failure.badInput(
          "--project is missing", "Give --project NAME or --instance-profile-name NAME.");
    }
    if (roleName != null) {
      InvalidInput.check("--role-name", Names.checkRoleName(roleName));
    }
    if (profileName != null) {
      InvalidInput.check("--instance-profile-name", Names.checkInstanceProfileName(profileName));
    }
    String named = profileName == null ? roleName : profileName;
    if (names.isEmpty()) {
      return List.of(new Wanted(null, named));
    }
    if (names.size() > 1 && (named != null || root.output() == OutputForm.ENV)) {
      throw Failure.badInput(
          (named != null ? "a name" : "--output env") + " is of one project, not of several",
          "Leave it out, or give one --project.");
    }
    return names.stream()
        .map(
            p -> {
              return new Wanted(p, named == null ? Preset.ECS.roleName(p) : named);
            })
        .toList();
  }

  private Result find(Connection c, Reader reader, Wanted w) {
    Observed.Profile p =
        reader
            .profileInTime(w.profile)
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.NOT_FOUND,
                        "the instance profile " + w.profile + " does not exist",
                        "Make it: ecs-profile all --project "
                            + (w.project == null
                                ? "NAME --instance-profile-name " + w.profile
                                : w.project)));
    c.account().check(p.arn());
    if (!Names.isArn(p.arn())) {
      throw new Failure(
          Failure.Kind.UNAVAILABLE,
          "IAM does not show the profile's ARN yet",
          "Run it again in some seconds.");
    }
    if (p.member().isEmpty()) {
      root.warn("the instance profile " + p.name() + " holds no role");
    }
    return new Result(
        List.of(p.arn()),
        w.project,
        p.member()
            .map(m -> new Result.ResourceRef(m.name(), Names.isArn(m.arn()) ? m.arn() : null))
            .orElse(null),
        new Result.ResourceRef(p.name(), p.arn()),
        null,
        List.of(),
        null,
        false);
  }
}
