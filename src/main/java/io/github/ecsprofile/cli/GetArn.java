package io.github.ecsprofile.cli;

import io.github.ecsprofile.cli.BatchRunner.ProjectOutcome;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.NextStep;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Preset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile get-arn}: one GetInstanceProfile. */
final class GetArn implements Subcommand {
  private final CommandContext context;
  private final ProjectOptions projects = new ProjectOptions();

  private CommandSpec spec;
  private Preset preset = Preset.ECS;

  List<String> project = new ArrayList<>();
  String roleName;
  String profileName;

  GetArn(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    this.spec = spec;
    Options to = Options.of(spec, Group.TARGET);
    to.list("--project", "NAME", "The project; may be repeated.", v -> project = v);
    to.choice(
        "--preset",
        "PRESET",
        List.of(Preset.values()),
        "Built-in names: ecs or managed-instances (default: ecs).",
        v -> preset = v);
    to.value(
        String.class,
        "--role-name",
        "NAME",
        "Name of the role, and of the profile unless it has its own.",
        v -> roleName = v);
    to.value(
        String.class,
        "--instance-profile-name",
        "NAME",
        "Name of the instance profile.",
        v -> profileName = v);
    projects.declare(spec);
  }

  /** What is looked up; the project is null if only an instance profile was named. */
  private record Wanted(String project, String profile) {
    String label() {
      return project == null ? profile : project;
    }
  }

  @Override
  public ExitCode run() {
    List<Wanted> all = wanted();
    context.partition();
    try (IamSession connection = context.connect()) {
      return new BatchRunner<>(
              context,
              connection,
              context.renderer(projects.isMultiple(project), false),
              Wanted::label)
          .run(all, projects.parallel, (w, p) -> ProjectOutcome.of(find(connection, w)));
    }
  }

  private List<Wanted> wanted() {
    List<String> names = projects.projects(project, preset, spec, context);
    if (names.isEmpty() && profileName == null && roleName == null) {
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
    if (names.size() > 1) {
      String hint = "Leave it out, or give one --project.";
      if (named != null) {
        throw Failure.badInput("a name: applies to one project, not to several", hint);
      }
      context.requireNotEnv("applies to one project, not to several", hint);
    }
    return names.stream()
        .map(p -> new Wanted(p, named == null ? preset.roleName(p) : named))
        .toList();
  }

  private Result find(IamSession connection, Wanted w) {
    Observed.Profile p =
        connection.reader().profileInTime(w.profile).orElseThrow(() -> missing(connection, w));
    connection.account().check(p.arn());
    if (!Arns.isArn(p.arn())) {
      throw new Failure(
          Failure.Kind.UNAVAILABLE,
          "instance profile " + p.name() + ": IAM does not show its ARN yet",
          "Run the command again in a few seconds.");
    }
    if (p.member().isEmpty()) {
      context.warn("instance profile " + p.name() + " holds no role");
    }
    return new Result(
        Operation.GET_ARN,
        w.project,
        p.member()
            .map(m -> new Result.ResourceRef(m.name(), Arns.isArn(m.arn()) ? m.arn() : null))
            .orElse(null),
        new Result.ResourceRef(p.name(), p.arn()),
        null,
        List.of(),
        List.of(),
        null,
        false,
        false,
        List.of());
  }

  /** The account is checked before a command that creates the profile is suggested. */
  private Failure missing(IamSession connection, Wanted w) {
    connection.account().check((String) null);
    Failure f =
        new Failure(
            Failure.Kind.NOT_FOUND, "instance profile " + w.profile + " does not exist", "");
    return w.project == null
        ? new Failure(Failure.Kind.NOT_FOUND, f.getMessage(), "Check the name and the account.")
        : f.suggesting(new NextStep(NextStep.Purpose.CREATE_FIRST, Operation.ALL, w.project));
  }
}
