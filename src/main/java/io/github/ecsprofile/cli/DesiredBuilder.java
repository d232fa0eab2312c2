package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Preset;
import io.github.ecsprofile.template.TemplateSet;
import io.github.ecsprofile.template.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns options and templates into what is asked for of one project, and validates all of it. */
final class DesiredBuilder {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_.-]+");

  private final TargetOptions target;
  private final TemplateSet set;
  private final Partition partition;
  private final Consumer<String> warnings;

  DesiredBuilder(
      TargetOptions target, TemplateSet set, Partition partition, Consumer<String> warnings) {
    this.target = target;
    this.set = set;
    this.partition = partition;
    this.warnings = warnings;
  }

  /** Returns what is asked for of a project. */
  Desired build(String project) {
    Preset preset = target.preset();
    ProjectOptions.check("--project", project, preset, target.command);
    String role = name("--role-name", target.roleName, preset.roleName(project));
    InvalidInput.check("--role-name", Names.checkRoleName(role));
    requirePrefix(preset, role);
    String profile = name("--instance-profile-name", target.profileName, role);
    InvalidInput.check("--instance-profile-name", Names.checkInstanceProfileName(profile));
    return build(project, role, profile);
  }

  /** Returns what is asked for of a project with names that were checked. */
  Desired build(String project, String role, String profile) {
    Templates templates = new Templates(set, values(project, role, profile), partition);
    List<String> policies = templates.policies(target.policy);
    if (target.usesPolicies()) {
      Preset.misnamed(role, policies).ifPresent(this::warnOfName);
    }
    if (target.path != null) {
      InvalidInput.check("--path", Names.checkPath(target.path));
    }
    target.attributes.check();
    return new Desired(
        project,
        role,
        profile,
        templates.trustPolicy(target.usesTrustPolicy() ? warnings : ignored -> {}),
        templates.tags(pairs("--tag", target.tag)),
        policies,
        Optional.ofNullable(target.path),
        target.attributes.values(templates));
  }

  private String name(String option, String given, String otherwise) {
    if (given != null && given.startsWith("--")) {
      throw ProjectOptions.looksLikeOption(option, given, target.command);
    }
    return given == null ? otherwise : given;
  }

  private static void requirePrefix(Preset preset, String role) {
    if (!role.startsWith(preset.requiredRolePrefix())) {
      throw Failure.badInput(
          "--role-name "
              + InvalidInput.quoted(role)
              + ": the preset "
              + preset.id()
              + " needs a role name that begins with "
              + preset.requiredRolePrefix(),
          "Use a name such as " + preset.namePattern() + ", or leave --role-name out.");
    }
  }

  private void warnOfName(Preset preset) {
    warnings.accept(
        "ECS Managed Instances need a role name that begins with "
            + preset.requiredRolePrefix()
            + ": use --preset "
            + preset.id());
  }

  private Map<String, String> values(String project, String role, String profile) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("project", project);
    values.put("role", role);
    values.put("profile", profile);
    values.put("partition", partition.id());
    values.put("ec2-service", partition.ec2Service());
    pairs("--var", target.var)
        .forEach(
            (name, value) -> {
              if (!VARIABLE.matcher(name).matches()) {
                throw Failure.badInput(
                    "--var " + InvalidInput.quoted(name) + ": not a placeholder's name",
                    "Use letters, digits and _.-");
              }
              if (values.putIfAbsent(name, value) != null) {
                throw Failure.badInput(
                    "--var " + name + ": the tool sets this placeholder", "Use another name.");
              }
            });
    return values;
  }

  private static Map<String, String> pairs(String option, List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int at = text.indexOf('=');
      if (at < 1) {
        throw Failure.badInput(
            option
                + " "
                + InvalidInput.quoted(text)
                + ": not of the form "
                + (option.equals("--var") ? "NAME=VALUE" : "KEY=VALUE"),
            "Use " + option + (option.equals("--var") ? " NAME=VALUE." : " KEY=VALUE."));
      }
      if (text.contains("\uFFFD")) {
        throw InvalidInput.undecodable(option + " " + InvalidInput.quoted(text));
      }
      if (pairs.put(text.substring(0, at), text.substring(at + 1)) != null) {
        throw Failure.badInput(
            option + " " + text.substring(0, at) + ": given more than once", "Give it once.");
      }
    }
    return pairs;
  }
}
