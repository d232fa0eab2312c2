package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Names;
import java.util.Iterator;
import java.util.Map;

/**
 * The profile as a CloudFormation template in YAML, the project being a parameter. What
 * CloudFormation cannot say, the tags of an instance profile (AWS::IAM::InstanceProfile has no
 * Tags), stands in a comment. Plain ASCII, since the service keeps templates no other way intact.
 */
public final class CloudFormation {
  private final Desired desired;
  private final Desired pattern;
  private final YamlStrings strings;
  private final StringBuilder out = new StringBuilder();

  private CloudFormation(Desired desired, Desired pattern, String mark) {
    this.desired = desired;
    this.pattern = pattern;
    this.strings = new YamlStrings(mark);
  }

  /** A project's name that occurs nowhere in what was asked for. */
  public static String mark(Desired desired) {
    String all = desired.toString();
    int n = 0;
    while (all.contains("ANY" + n + "PROJECT")) {
      n++;
    }
    return "ANY" + n + "PROJECT";
  }

  /**
   * @param pattern the same, asked for with the project {@code mark}: where the mark stands, the
   *     parameter belongs. One that does not lead back to {@code desired} is not used, and every
   *     name is literal then.
   */
  public static String template(Desired desired, Desired pattern, String mark) {
    boolean leadsBack =
        pattern.toString().replace(mark, desired.project()).equals(desired.toString());
    return new CloudFormation(desired, leadsBack ? pattern : desired, mark).template();
  }

  private String template() {
    boolean literalTrust = keyHolds(pattern.trust().tree());
    StringBuilder resources = resources(literalTrust);
    comments(literalTrust);
    out.append("AWSTemplateFormatVersion: \"2010-09-09\"\n");
    line(0, "Description", "The role and the instance profile of ECS container instances.");
    if (strings.usedParameter()) {
      out.append("Parameters:\n  Project:\n    Type: String\n");
      line(4, "Description", "Names the role and the instance profile, and fills their tags.");
      line(4, "Default", desired.project());
      out.append("    MinLength: 1\n");
      out.append("    MaxLength: ").append(Names.LONGEST_PROJECT).append('\n');
      line(4, "AllowedPattern", "[A-Za-z0-9_+=.@-]+");
    }
    return out.append(resources).toString();
  }

  private void comments(boolean literalTrust) {
    String stack = desired.roleName().replaceAll("[^A-Za-z0-9-]", "-");
    if (!stack.matches("[A-Za-z].*")) {
      stack = "ecs-" + stack;
    }
    comment("Deploy it, saved as template.yaml; its names are given, so the capability is asked:");
    comment("  aws cloudformation deploy --template-file template.yaml \\");
    comment("    --stack-name " + stack + " --capabilities CAPABILITY_NAMED_IAM");
    comment("CloudFormation cannot tag an instance profile. These tags of the profile are missing");
    comment("after a deployment; ecs-profile create-profile with the same options adds them:");
    desired
        .tags()
        .forEach((k, v) -> comment("  " + YamlStrings.quote(k) + ": " + YamlStrings.quote(v)));
    if (literalTrust) {
      comment("A key of the trust policy holds the project's name, and CloudFormation fills in no");
      comment("keys: the trust policy is that of the project " + desired.project() + ".");
    }
  }

  private void comment(String text) {
    out.append("# ").append(text).append('\n');
  }

  private void line(int indent, String key, String plain) {
    out.append(" ".repeat(indent)).append(key).append(": ");
    out.append(YamlStrings.quote(plain)).append('\n');
  }

  private StringBuilder resources(boolean literalTrust) {
    StringBuilder r = new StringBuilder("Resources:\n  Role:\n    Type: AWS::IAM::Role\n");
    // Without this attribute nothing that exists can be imported into a stack.
    r.append("    DeletionPolicy: Delete\n");
    JsonNode trust = (literalTrust ? desired : pattern).trust().tree();
    if (!trust.path("Version").asText().equals("2012-10-17")) {
      // The linter would have another Version, which gives the policy another meaning.
      r.append("    Metadata:\n      cfn-lint:\n        config:\n");
      r.append("          ignore_checks: [\"W2511\"]\n");
    }
    r.append("    Properties:\n");
    property(r, "RoleName", strings.value(pattern.roleName()));
    pattern.path().ifPresent(p -> property(r, "Path", strings.value(p)));
    pattern.description().ifPresent(d -> property(r, "Description", strings.value(d)));
    pattern.maxSessionDuration().ifPresent(s -> property(r, "MaxSessionDuration", s.toString()));
    pattern.boundary().ifPresent(b -> property(r, "PermissionsBoundary", strings.arn(b)));
    r.append("      AssumeRolePolicyDocument:");
    node(r, trust, 8);
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
    r.append("  InstanceProfile:\n    Type: AWS::IAM::InstanceProfile\n");
    r.append("    DeletionPolicy: Delete\n    Properties:\n");
    property(r, "InstanceProfileName", strings.value(pattern.profileName()));
    pattern.path().ifPresent(p -> property(r, "Path", strings.value(p)));
    r.append("      Roles:\n        - { \"Ref\": \"Role\" }\n");
    r.append("Outputs:\n  InstanceProfileArn:\n");
    r.append("    Description: \"The instance profile's ARN.\"\n");
    r.append("    Value: { \"Fn::GetAtt\": [\"InstanceProfile\", \"Arn\"] }\n");
    return r;
  }

  private static void property(StringBuilder r, String key, String value) {
    r.append("      ").append(key).append(": ").append(value).append('\n');
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

  /** What follows a key's colon, or a list's dash: on the same line if it is one value. */
  private void node(StringBuilder r, JsonNode node, int indent) {
    if (!node.isContainerNode() || node.isEmpty()) {
      r.append(' ').append(node.isTextual() ? strings.value(node.textValue()) : node).append('\n');
      return;
    }
    r.append('\n');
    if (node.isArray()) {
      for (JsonNode child : node) {
        r.append(" ".repeat(indent)).append('-');
        node(r, child, indent + 2);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      r.append(" ".repeat(indent)).append(YamlStrings.quote(e.getKey())).append(':');
      node(r, e.getValue(), indent + 2);
    }
  }
}
