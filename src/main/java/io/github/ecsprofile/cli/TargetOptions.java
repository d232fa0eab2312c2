package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Preset;
import io.github.ecsprofile.template.TemplateKind;
import io.github.ecsprofile.template.TemplateSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that describe what to create: names, templates, role attributes. A command declares
 * only those that its components use.
 */
final class TargetOptions {
  /** The groups of options besides the names and the templates, which every command has. */
  private enum Part {
    TRUST_POLICY,
    TAGS,
    POLICIES,
    PATH,
    ROLE_ATTRIBUTES
  }

  private final Set<Part> parts = EnumSet.noneOf(Part.class);
  CommandSpec command;

  List<String> project = new ArrayList<>();
  private Preset preset;
  String roleName;
  String profileName;
  private final TemplateOptions templates = new TemplateOptions();
  List<String> tag = List.of();
  List<String> policy = List.of();
  List<String> var = List.of();
  String path;
  final RoleAttributeOptions attributes = new RoleAttributeOptions();

  private TargetOptions() {}

  /**
   * Creates the options of a command that creates or compares these components. Each takes the
   * tags: the owner tags decide whether a resource is managed.
   */
  TargetOptions(Set<Component> components) {
    for (Component component : components) {
      parts.addAll(
          switch (component) {
            case ROLE -> EnumSet.of(Part.TRUST_POLICY, Part.TAGS, Part.PATH, Part.ROLE_ATTRIBUTES);
            case POLICIES -> EnumSet.of(Part.POLICIES, Part.TRUST_POLICY, Part.TAGS);
            case PROFILE -> EnumSet.of(Part.TAGS, Part.PATH);
            case ROLE_IN_PROFILE -> EnumSet.of(Part.TRUST_POLICY, Part.TAGS);
          });
    }
  }

  /** Creates the options of {@code delete}: the owner tags and the policies to detach. */
  static TargetOptions forDelete() {
    TargetOptions target = new TargetOptions();
    target.parts.addAll(EnumSet.of(Part.TAGS, Part.POLICIES));
    return target;
  }

  /** Returns whether the command uses the role's trust policy. */
  boolean usesTrustPolicy() {
    return parts.contains(Part.TRUST_POLICY);
  }

  /** Returns whether the command uses the managed policies. */
  boolean usesPolicies() {
    return parts.contains(Part.POLICIES);
  }

  /** Returns the preset that was asked for. */
  Preset preset() {
    return givenPreset().orElse(Preset.ECS);
  }

  /** Returns the preset of the command line; empty if it names none. */
  Optional<Preset> givenPreset() {
    return Optional.ofNullable(preset);
  }

  void declare(CommandSpec spec) {
    command = spec;
    Options to = Options.of(spec, Group.TARGET);
    to.list(
        "--project",
        "NAME",
        "Name the role and the instance profile NAME-ecs-instance-role.",
        v -> project = v);
    to.choice(
        "--preset",
        "PRESET",
        List.of(Preset.values()),
        "Built-in names, trust policy and policies (default: ecs).",
        v -> preset = v);
    to.value(
        String.class,
        "--role-name",
        "NAME",
        "Name the role, and the instance profile too.",
        v -> roleName = v);
    to.value(
        String.class,
        "--instance-profile-name",
        "NAME",
        "Name the instance profile.",
        v -> profileName = v);
    templates.declareDirectory(to);
    if (parts.contains(Part.TRUST_POLICY)) {
      templates.declareFile(to, TemplateKind.TRUST_POLICY, "The role's trust policy.");
    }
    if (parts.contains(Part.TAGS)) {
      templates.declareFile(to, TemplateKind.TAGS, "Tags of the role and the instance profile.");
      to.list("--tag", "KEY=VALUE", "Add a tag; may be repeated.", v -> tag = v);
    }
    if (parts.contains(Part.POLICIES)) {
      templates.declareFile(to, TemplateKind.POLICIES, "Names or ARNs of the managed policies.");
      to.list(
          "--policy",
          "POLICY",
          "Add a managed policy: NAME, PATH/NAME or ARN; may be repeated.",
          v -> policy = v);
    }
    to.list(
        "--var", "NAME=VALUE", "Fill $${NAME} in the templates; may be repeated.", v -> var = v);
    if (parts.contains(Part.PATH)) {
      to.value(
          String.class,
          "--path",
          "PATH",
          "IAM path of the role and the instance profile.",
          v -> path = v);
    }
    if (parts.contains(Part.ROLE_ATTRIBUTES)) {
      attributes.declare(to);
    }
  }

  /** Returns what is asked for of each project, validated before anything is sent. */
  List<Desired> all(CommandContext context, ProjectOptions more) {
    return all(context, more, context.partition());
  }

  /** Returns the same with the ARNs of a partition. */
  List<Desired> all(CommandContext context, ProjectOptions more, Partition partition) {
    List<String> names = more.projects(project, preset(), command, context);
    if (names.isEmpty()) {
      throw ProjectOptions.missing(command, context);
    }
    return all(context, more, names, partition);
  }

  /**
   * Returns the same for a command that can do without a project: the name of the role or of the
   * instance profile is enough if it is one that the preset gives to a project.
   */
  List<Desired> allOrNamed(CommandContext context, ProjectOptions more, Partition partition) {
    String name = roleName == null ? profileName : roleName;
    if (name == null || more.isAsked(project)) {
      return all(context, more, partition);
    }
    String named =
        preset()
            .projectNamed(name)
            .orElseThrow(
                () ->
                    Failure.badInput(
                        "--project is missing, and "
                            + InvalidInput.quoted(name)
                            + " does not name one",
                        "Give --project NAME, or a name of the form "
                            + preset().namePattern()
                            + "."));
    return all(context, more, List.of(named), partition);
  }

  private List<Desired> all(
      CommandContext context, ProjectOptions more, List<String> names, Partition partition) {
    if (more.isMultiple(project)) {
      if (roleName != null || profileName != null) {
        throw Failure.badInput(
            (roleName != null ? "--role-name" : "--instance-profile-name")
                + " names one resource: it cannot be used for several projects",
            "Leave it out, or give one --project.");
      }
      context.requireNotEnv(
          "holds the values of one project, and cannot be used for several",
          "Use text or json, or give one --project.");
    }
    DesiredBuilder builder = builder(context, preset(), partition, context::warn);
    return names.stream().map(builder::build).toList();
  }

  /** Returns what is asked for of the one project. */
  Desired desired(CommandContext context) {
    if (project.size() > 1) {
      throw Failure.badInput(
          "--project is given more than once: this command takes one project",
          "Give one --project NAME.");
    }
    return all(context, new ProjectOptions()).get(0);
  }

  /** Returns what is asked for with another project's name, without warnings. */
  Desired desired(CommandContext context, String project) {
    return builder(context, preset(), context.partition(), warning -> {}).build(project);
  }

  /** Reads the templates for a preset, and returns what fills them in. */
  DesiredBuilder builder(
      CommandContext context, Preset of, Partition partition, Consumer<String> warn) {
    Set<TemplateKind> used = EnumSet.of(TemplateKind.TAGS);
    if (usesTrustPolicy()) {
      used.add(TemplateKind.TRUST_POLICY);
    }
    if (usesPolicies()) {
      used.add(TemplateKind.POLICIES);
    }
    TemplateSet set = templates.read(context, of, used, warn);
    return new DesiredBuilder(this, set, partition, warn);
  }
}
