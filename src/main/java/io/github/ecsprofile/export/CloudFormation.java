package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes profiles as a CloudFormation template in YAML. One project is a parameter of the template;
 * several are literal. CloudFormation cannot set the tags of an instance profile: the resource type
 * AWS::IAM::InstanceProfile has no Tags property (CloudFormation resource schema, 2026). They are
 * listed in a comment. The template is plain ASCII, which the service stores unchanged.
 */
public final class CloudFormation {
  private final Desired desired;
  private final Desired pattern;
  private final YamlStrings strings;
  private final String prefix;
  private final StringBuilder resources = new StringBuilder();
  private final StringBuilder outputs = new StringBuilder();

  private CloudFormation(Desired desired, Desired pattern, String mark, String prefix) {
    this.desired = desired;
    this.pattern = pattern;
    this.strings = new YamlStrings(mark, desired.project(), prefix);
    this.prefix = prefix;
  }

  /** Returns a project name that occurs nowhere in what was asked for. */
  public static String mark(Desired desired) {
    String all = desired.toString();
    int n = 0;
    while (all.contains("ANY" + n + "PROJECT")) {
      n++;
    }
    return "ANY" + n + "PROJECT";
  }

  /**
   * Returns the template of one project, whose name is a parameter.
   *
   * @param pattern the same, asked for with the project {@code mark}: where the mark stands, the
   *     parameter is used. If it does not lead back to {@code desired}, every name is literal.
   */
  public static String template(Desired desired, Desired pattern, String mark) {
    boolean leadsBack =
        pattern.toString().replace(mark, desired.project()).equals(desired.toString());
    CloudFormation one = new CloudFormation(desired, leadsBack ? pattern : desired, mark, "");
    boolean literalTrust = one.keyHolds(one.pattern.trust().tree());
    one.write(literalTrust);
    StringBuilder out = new StringBuilder();
    comments(List.of(desired), stackName(desired.roleName()), out);
    if (literalTrust) {
      comment(out, "A key of the trust policy holds the project's name, and CloudFormation cannot");
      comment(
          out, "fill in keys: the trust policy is that of the project " + desired.project() + ".");
    }
    head(out, "The role and the instance profile of ECS container instances.");
    if (one.strings.usedParameter()) {
      one.parameter(out);
    }
    return out.append("Resources:\n")
        .append(one.resources)
        .append("Outputs:\n")
        .append(one.outputs)
        .toString();
  }

  /** Returns the template of several projects, with their names as they are. */
  public static String template(List<Desired> projects) {
    StringBuilder out = new StringBuilder();
    comments(projects, "ecs-instance-profiles", out);
    head(out, "The roles and instance profiles of ECS container instances.");
    StringBuilder resources = new StringBuilder();
    StringBuilder outputs = new StringBuilder();
    Set<String> taken = new HashSet<>();
    for (Desired d : projects) {
      CloudFormation one = new CloudFormation(d, d, null, logicalId(d.project(), taken));
      one.write(true);
      resources.append(one.resources);
      outputs.append(one.outputs);
    }
    return out.append("Resources:\n")
        .append(resources)
        .append("Outputs:\n")
        .append(outputs)
        .toString();
  }

  /** Returns the project's part of logical ids, which are alphanumeric. */
  private static String logicalId(String project, Set<String> taken) {
    StringBuilder id = new StringBuilder();
    for (String word : project.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    String free = id.toString();
    for (int n = 2; free.isEmpty() || !taken.add(free); n++) {
      free = id + "N" + n;
    }
    return free;
  }

  private static String stackName(String roleName) {
    String name = roleName.replaceAll("[^A-Za-z0-9-]", "-");
    return name.matches("[A-Za-z].*") ? name : "ecs-" + name;
  }

  private static void comments(List<Desired> projects, String stack, StringBuilder out) {
    comment(
        out,
        "Save this as template.yaml, then deploy it. Named IAM resources need the capability:");
    comment(out, "  aws cloudformation deploy --template-file template.yaml \\");
    comment(out, "    --stack-name " + stack + " --capabilities CAPABILITY_NAMED_IAM");
    comment(out, "CloudFormation cannot tag an instance profile: until these tags are added,");
    comment(out, "ecs-profile verify reports them as missing (exit code 10). To add them, run");
    comment(out, "ecs-profile create-profile --adopt with the same names, path and tags:");
    for (Desired d : projects) {
      String indent = projects.size() == 1 ? "  " : "    ";
      if (projects.size() > 1) {
        comment(out, "  " + d.profileName());
      }
      d.tags()
          .forEach(
              (k, v) -> comment(out, indent + YamlStrings.quote(k) + ": " + YamlStrings.quote(v)));
    }
  }

  private static void comment(StringBuilder out, String text) {
    out.append("# ").append(text).append('\n');
  }

  private static void head(StringBuilder out, String description) {
    out.append("AWSTemplateFormatVersion: \"2010-09-09\"\n");
    line(out, 0, "Description", description);
  }

  private void parameter(StringBuilder out) {
    out.append("Parameters:\n  Project:\n    Type: String\n");
    line(out, 4, "Description", "Names the role and the instance profile, and fills their tags.");
    line(out, 4, "Default", desired.project());
    out.append("    MinLength: 1\n");
    out.append("    MaxLength: ").append(maxProjectLength()).append('\n');
    line(out, 4, "AllowedPattern", "[A-Za-z0-9_+=.@-]+");
  }

  /** Returns the length of a project's name that fits the names in which the parameter is used. */
  private int maxProjectLength() {
    return Math.min(
        strings.maxParameterLength(pattern.roleName(), Names.MAX_ROLE_NAME),
        strings.maxParameterLength(pattern.profileName(), Names.MAX_INSTANCE_PROFILE_NAME));
  }

  private static void line(StringBuilder out, int indent, String key, String plain) {
    out.append(" ".repeat(indent)).append(key).append(": ");
    out.append(YamlStrings.quote(plain)).append('\n');
  }

  private void write(boolean literalTrust) {
    StringBuilder r = resources;
    r.append("  ").append(prefix).append("Role:\n    Type: AWS::IAM::Role\n");
    // Without this attribute an existing resource cannot be imported into a stack.
    r.append("    DeletionPolicy: Delete\n");
    JsonNode trust = (literalTrust ? desired : pattern).trust().tree();
    if (!trust.path("Version").asText().equals("2012-10-17")) {
      // cfn-lint asks for the newer Version, which gives the policy another meaning.
      r.append("    Metadata:\n      cfn-lint:\n        config:\n");
      r.append("          ignore_checks: [\"W2511\"]\n");
    }
    r.append("    Properties:\n");
    property("RoleName", strings.value(pattern.roleName()));
    pattern.path().ifPresent(p -> property("Path", strings.value(p)));
    pattern.attributes().values().forEach((a, v) -> property(name(a), strings.value(v)));
    r.append("      AssumeRolePolicyDocument:");
    node(trust, 8);
    if (!pattern.policies().isEmpty()) {
      r.append("      ManagedPolicyArns:\n");
      pattern
          .policies()
          .forEach(arn -> r.append("        - ").append(strings.arn(arn)).append('\n'));
    }
    r.append("      Tags:\n");
    for (Map.Entry<String, String> tag : pattern.tags().entrySet()) {
      r.append("        - Key: ").append(strings.value(tag.getKey())).append('\n');
      r.append("          Value: ").append(strings.value(tag.getValue())).append('\n');
    }
    r.append("  ").append(prefix).append("InstanceProfile:\n");
    r.append("    Type: AWS::IAM::InstanceProfile\n");
    r.append("    DeletionPolicy: Delete\n    Properties:\n");
    property("InstanceProfileName", strings.value(pattern.profileName()));
    pattern.path().ifPresent(p -> property("Path", strings.value(p)));
    r.append("      Roles:\n        - { \"Ref\": \"").append(prefix).append("Role\" }\n");
    outputs.append("  ").append(prefix).append("InstanceProfileArn:\n");
    outputs.append("    Description: \"ARN of the instance profile.\"\n");
    outputs.append("    Value: { \"Fn::GetAtt\": [\"").append(prefix);
    outputs.append("InstanceProfile\", \"Arn\"] }\n");
  }

  private static String name(RoleAttribute attribute) {
    return switch (attribute) {
      case DESCRIPTION -> "Description";
      case MAX_SESSION_DURATION -> "MaxSessionDuration";
      case PERMISSIONS_BOUNDARY -> "PermissionsBoundary";
    };
  }

  private void property(String key, String value) {
    resources.append("      ").append(key).append(": ").append(value).append('\n');
  }

  private boolean keyHolds(JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (strings.holdsMark(names.next())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (keyHolds(child)) {
        return true;
      }
    }
    return false;
  }

  /** Writes what follows a key's colon, or a list's dash: on the same line if it is one value. */
  private void node(JsonNode node, int indent) {
    StringBuilder r = resources;
    if (!node.isContainerNode() || node.isEmpty()) {
      r.append(' ').append(node.isTextual() ? strings.value(node.textValue()) : node).append('\n');
      return;
    }
    r.append('\n');
    if (node.isArray()) {
      for (JsonNode child : node) {
        r.append(" ".repeat(indent)).append('-');
        node(child, indent + 2);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      r.append(" ".repeat(indent)).append(strings.key(e.getKey())).append(':');
      node(e.getValue(), indent + 2);
    }
  }
}
