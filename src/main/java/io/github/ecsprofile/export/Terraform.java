package io.github.ecsprofile.export;

import io.github.ecsprofile.model.Desired;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The profile as Terraform configuration, with import blocks, so that what exists is adopted. Names
 * are literal: the ids of an import are. Policies are attached one by one, so that what others
 * attached stays.
 */
public final class Terraform {
  private static final String ROLE = "aws_iam_role.ecs_instance";
  private static final String PROFILE = "aws_iam_instance_profile.ecs_instance";

  private final StringBuilder out = new StringBuilder();

  private Terraform() {}

  public static String configuration(Desired d) {
    Terraform t = new Terraform();
    t.head(d);
    t.role(d);
    Set<String> labels = new LinkedHashSet<>();
    for (String arn : d.policies()) {
      t.attachment(d, arn, label(arn, labels));
    }
    t.profile(d);
    t.block(
        "output \"instance_profile_arn\"",
        attributes(
            "description", Hcl.quote("The instance profile's ARN."), "value", PROFILE + ".arn"));
    return t.out.toString();
  }

  private void head(Desired d) {
    out.append("# The role and the instance profile of the ECS container instances of ");
    out.append(d.project()).append(".\n");
    out.append(
        "# The import blocks adopt what exists. Where nothing exists yet, leave them out:\n");
    out.append("# Terraform refuses to import what is not there.\n");
    out.append("terraform {\n  required_version = \">= 1.5.0\"\n\n");
    out.append("  required_providers {\n");
    out.append("    aws = {\n");
    out.append("      source  = \"hashicorp/aws\"\n");
    out.append("      version = \">= 5.0\"\n");
    out.append("    }\n  }\n}\n");
  }

  private void role(Desired d) {
    imported(ROLE, d.roleName());
    Map<String, String> a = attributes("name", Hcl.quote(d.roleName()));
    d.path().ifPresent(p -> a.put("path", Hcl.quote(p)));
    d.description().ifPresent(text -> a.put("description", Hcl.quote(text)));
    d.maxSessionDuration().ifPresent(s -> a.put("max_session_duration", s.toString()));
    d.boundary().ifPresent(b -> a.put("permissions_boundary", Hcl.quote(b)));
    a.put("assume_role_policy", "jsonencode(" + Hcl.expression(d.trust().tree(), 2) + ")");
    a.put("tags", Hcl.map(d.tags(), 2));
    block("resource \"aws_iam_role\" \"ecs_instance\"", a);
  }

  private void attachment(Desired d, String arn, String label) {
    imported("aws_iam_role_policy_attachment." + label, d.roleName() + "/" + arn);
    block(
        "resource \"aws_iam_role_policy_attachment\" \"" + label + "\"",
        attributes("role", ROLE + ".name", "policy_arn", Hcl.quote(arn)));
  }

  private void profile(Desired d) {
    imported(PROFILE, d.profileName());
    Map<String, String> a = attributes("name", Hcl.quote(d.profileName()));
    d.path().ifPresent(p -> a.put("path", Hcl.quote(p)));
    a.put("role", ROLE + ".name");
    a.put("tags", Hcl.map(d.tags(), 2));
    block("resource \"aws_iam_instance_profile\" \"ecs_instance\"", a);
  }

  private void imported(String to, String id) {
    block("import", attributes("to", to, "id", Hcl.quote(id)));
  }

  private void block(String head, Map<String, String> attributes) {
    out.append('\n').append(head).append(" {\n");
    out.append(Hcl.attributes(attributes, 2)).append("}\n");
  }

  private static Map<String, String> attributes(String... namesAndValues) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return all;
  }

  /** The policy's name as far as an identifier may hold it; a second of a name is numbered. */
  private static String label(String arn, Set<String> taken) {
    String name = arn.substring(arn.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
    String first = name.matches("[A-Za-z_].*") ? name : "_" + name;
    String label = first;
    for (int n = 2; !taken.add(label); n++) {
      label = first + "_" + n;
    }
    return label;
  }
}
