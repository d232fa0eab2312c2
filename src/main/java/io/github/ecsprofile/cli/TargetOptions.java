package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.template.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** What is to be made: names, templates, attributes; and how far the run may go. */
final class TargetOptions {
  private static final String MANAGED_INSTANCES = "/AmazonECSInstanceRolePolicyForManagedInstances";

  List<String> project = new ArrayList<>();
  String roleName;
  String profileName;
  Path templates;
  Path trustPolicy;
  Path tags;
  Path policies;
  List<String> tag = new ArrayList<>();
  List<String> policy = new ArrayList<>();
  List<String> var = new ArrayList<>();
  String path;
  String description;
  Integer maxSessionDuration;
  String boundary;

  private final Set<Component> components;

  /** Creates the options of a command that reads these components. */
  TargetOptions(Set<Component> components) {
    this.components = components;
  }

  void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.TARGET);
    to.list(
        "--project",
        "NAME",
        "Names the role and the instance profile NAME-ecs-instance-role.",
        v -> project = v);
    to.value(
        String.class,
        "--role-name",
        "NAME",
        "Another name for the role, and for the profile too.",
        v -> roleName = v);
    to.value(
        String.class,
        "--instance-profile-name",
        "NAME",
        "Another name for the instance profile.",
        v -> profileName = v);
    to.value(
        Path.class,
        "--templates",
        "DIR",
        "Folder with trust-policy.json, tags.json, policies.json.",
        v -> templates = v);
    to.value(
        Path.class, "--trust-policy", "FILE", "The role's trust policy.", v -> trustPolicy = v);
    to.value(Path.class, "--tags", "FILE", "Tags of the role and the profile.", v -> tags = v);
    to.value(
        Path.class,
        "--policies",
        "FILE",
        "The managed policies' names or ARNs.",
        v -> policies = v);
    to.list("--tag", "KEY=VALUE", "One more tag; may be repeated.", v -> tag = v);
    to.list(
        "--policy",
        "POLICY",
        "One more managed policy: NAME, PATH/NAME or ARN; may be repeated.",
        v -> policy = v);
    to.list(
        "--var", "NAME=VALUE", "Fills $${NAME} in the templates; may be repeated.", v -> var = v);
    to.value(
        String.class, "--path", "PATH", "IAM path of the role and the profile.", v -> path = v);
    to.value(
        String.class, "--description", "TEXT", "The role's description.", v -> description = v);
    to.value(
        Integer.class,
        "--max-session-duration",
        "SECONDS",
        "The role's longest session, 3600 to 43200.",
        v -> maxSessionDuration = v);
    to.value(
        String.class,
        "--permissions-boundary",
        "POLICY",
        "The role's permissions boundary: NAME or ARN.",
        v -> boundary = v);
  }

  /** What was asked for, of each project; all of it is checked before anything is sent. */
  List<Desired> all(CommandContext context, ProjectOptions more) {
    List<String> names = more.projects(project, context);
    if (names.isEmpty()) {
      throw Failure.badInput("--project is missing", "Give --project NAME.");
    }
    if (names.size() > 1) {
      if (roleName != null || profileName != null) {
        throw Failure.badInput(
            "--role-name and --instance-profile-name name one thing, not that of several projects",
            "Leave them out, or give one --project.");
      }
      if (context.output() == OutputForm.ENV) {
        throw Failure.badInput(
            "--output env holds one project's values", "Use text or json, or one --project.");
      }
    }
    return names.stream().map(name -> desired(context, name, context::warn)).toList();
  }

  /** What was asked for, of the one project. */
  Desired desired(CommandContext context) {
    if (project.size() != 1) {
      throw Failure.badInput(
          project.isEmpty() ? "--project is missing" : "--project is given more than once",
          "Give one --project NAME.");
    }
    return desired(context, project.get(0), context::warn);
  }

  /** What these options ask for with another project's name. */
  Desired desired(CommandContext context, String project, Consumer<String> warn) {
    Partition partition = context.partition();
    String byProject = Names.ofProject(project);
    String role = roleName == null ? byProject : Names.role(roleName);
    String profile = profileName == null ? role : Names.profile(profileName);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("project", project);
    values.put("role", role);
    values.put("profile", profile);
    values.put("partition", partition.id());
    values.put("ec2-service", partition.ec2Service());
    for (String one : var) {
      String[] pair = pair("--var", one);
      if (!pair[0].matches("[A-Za-z0-9_.-]+")) {
        throw Failure.badInput(
            "--var '" + Names.printable(pair[0]) + "' is not a name",
            "Use letters, digits, _.- only.");
      }
      if (values.putIfAbsent(pair[0], pair[1]) != null) {
        throw Failure.badInput("--var " + pair[0] + " is set already", "Use another name.");
      }
    }
    Map<String, String> added = new LinkedHashMap<>();
    for (String one : tag) {
      String[] pair = pair("--tag", one);
      added.put(pair[0], pair[1]);
    }
    return desired(warn, project, role, profile, partition, values, added);
  }

  private Desired desired(
      Consumer<String> warn,
      String project,
      String role,
      String profile,
      Partition partition,
      Map<String, String> values,
      Map<String, String> added) {
    Templates t = new Templates(templates, values, partition, warn);
    List<String> arns = t.policies(policies, policy);
    if (arns.size() > 10) {
      warn.accept(arns.size() + " managed policies: IAM's default quota is 10 a role");
    }
    if (!role.startsWith("ecsInstanceRole")
        && arns.stream().anyMatch(arn -> arn.endsWith(MANAGED_INSTANCES))) {
      warn.accept(
          "ECS Managed Instances want a role name that begins with ecsInstanceRole: --role-name");
    }
    return new Desired(
        project,
        role,
        profile,
        t.trustPolicy(trustPolicy),
        t.tags(tags, added),
        arns,
        Optional.ofNullable(path).map(Names::path),
        Optional.ofNullable(description).map(Names::description),
        Optional.ofNullable(maxSessionDuration).map(Names::maxSessionDuration),
        Optional.ofNullable(boundary).map(b -> t.policyArn(b, "--permissions-boundary")));
  }

  private static String[] pair(String option, String text) {
    int at = text.indexOf('=');
    if (at < 1) {
      throw Failure.badInput(
          option + " '" + Names.printable(text) + "' has no KEY=VALUE",
          "Write " + option + " KEY=VALUE.");
    }
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }
}
