package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The built-in kinds of instance profile, one row each: the name of the role and the profile, the
 * trust policy, the tags and the managed policies.
 */
public enum Preset {
  /** Container instances on EC2 (ECS Developer Guide, "ECS container instance IAM role"). */
  ECS("ecs", "", "-ecs-instance-role", "", "policies.json"),

  /**
   * ECS Managed Instances. AWS's infrastructure policy may only pass roles whose name begins with
   * {@code ecsInstanceRole} (ECS Developer Guide, "ECS Managed Instances instance profile").
   */
  MANAGED_INSTANCES(
      "managed-instances",
      "ecsInstanceRole-",
      "",
      "ecsInstanceRole",
      "managed-instances/policies.json");

  private final String id;
  private final String namePrefix;
  private final String nameSuffix;
  private final String requiredRolePrefix;
  private final String policies;

  Preset(
      String id, String namePrefix, String nameSuffix, String requiredRolePrefix, String policies) {
    this.id = id;
    this.namePrefix = namePrefix;
    this.nameSuffix = nameSuffix;
    this.requiredRolePrefix = requiredRolePrefix;
    this.policies = policies;
  }

  /** Returns the value of {@code --preset}, such as {@code managed-instances}. */
  public String id() {
    return id;
  }

  /** Returns the name of a project's role and instance profile. */
  public String roleName(String project) {
    return namePrefix + project + nameSuffix;
  }

  /** Returns the project whose role has this name; empty if no project's role has it. */
  public Optional<String> projectOf(String roleName) {
    int end = roleName.length() - nameSuffix.length();
    return roleName.startsWith(namePrefix)
            && roleName.endsWith(nameSuffix)
            && end > namePrefix.length()
        ? Optional.of(roleName.substring(namePrefix.length(), end))
        : Optional.empty();
  }

  /** Returns the presets that give a role or an instance profile of this name. */
  public static List<Preset> fitting(String name) {
    return Stream.of(values()).filter(p -> p.projectOf(name).isPresent()).toList();
  }

  /** Returns the same, if it is a valid name of a project. */
  public Optional<String> projectNamed(String roleName) {
    return projectOf(roleName).filter(p -> Names.checkProject(p, maxProjectLength()).isEmpty());
  }

  /** Returns the length of the longest project name, in characters, which fits a role's name. */
  public int maxProjectLength() {
    return Names.MAX_ROLE_NAME - namePrefix.length() - nameSuffix.length();
  }

  /** Returns the text that every role's name must begin with; empty if any name will do. */
  public String requiredRolePrefix() {
    return requiredRolePrefix;
  }

  /** Returns the name pattern for people, such as {@code PROJECT-ecs-instance-role}. */
  public String namePattern() {
    return roleName("PROJECT");
  }

  /**
   * Returns the preset that a policy belongs to and whose role prefix the role lacks; empty if
   * there is none.
   */
  public static Optional<Preset> misnamed(String roleName, List<String> policyArns) {
    return Stream.of(values())
        .filter(p -> !roleName.startsWith(p.requiredRolePrefix))
        .filter(p -> policyArns.stream().anyMatch(p::includes))
        .findFirst();
  }

  private boolean includes(String policyArn) {
    for (JsonNode name : JsonFile.builtIn(policies)) {
      if (policyArn.endsWith(":aws:policy/" + name.textValue())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the class path resource of a built-in template. */
  String resource(TemplateKind kind) {
    return kind == TemplateKind.POLICIES ? policies : kind.fileName();
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id;
  }
}
