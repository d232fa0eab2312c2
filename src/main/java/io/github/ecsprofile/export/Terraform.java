package io.github.ecsprofile.export;

import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes profiles as Terraform configuration, with import blocks that adopt what exists. Names are
 * literal, as the ids of an import must be. Policies are attached one by one, so that those that
 * others attached are kept.
 */
public final class Terraform {
  private static final String LABEL = "ecs_instance";

  private final boolean imports;
  private final boolean single;
  private final Set<String> labels = new LinkedHashSet<>();
  private final Set<String> attachments = new LinkedHashSet<>();
  private final StringBuilder out = new StringBuilder();

  private Terraform(boolean imports, boolean single) {
    this.imports = imports;
    this.single = single;
  }

  /**
   * Returns the configuration of the projects, in one document.
   *
   * @param several whether labels carry the project's name; not if only one project can be there
   * @param imports whether to import resources that exist; Terraform fails if one does not
   */
  public static String configuration(List<Desired> projects, boolean several, boolean imports) {
    Terraform t = new Terraform(imports, !several);
    t.head(projects);
    projects.forEach(t::project);
    return t.out.toString();
  }

  private void project(Desired d) {
    String label = unique(single ? LABEL : snakeCase(d.project()), labels);
    String role = "aws_iam_role." + label;
    role(d, label);
    for (String arn : d.policies()) {
      String policy = snakeCase(arn.substring(arn.lastIndexOf('/') + 1));
      attachment(d, arn, role, unique(single ? policy : label + "_" + policy, attachments));
    }
    profile(d, label, role);
    String output = single ? "instance_profile_arn" : label + "_instance_profile_arn";
    block(
        "output \"" + output + "\"",
        attributes(
            "description",
            Hcl.quote("ARN of the instance profile " + d.profileName() + "."),
            "value",
            "aws_iam_instance_profile." + label + ".arn"));
  }

  private void head(List<Desired> projects) {
    out.append("# The roles and instance profiles of the ECS container instances of ");
    out.append(single ? projects.get(0).project() : projects.size() + " projects").append(".\n");
    if (imports) {
      out.append("# The import blocks adopt existing resources. Terraform fails if one does not\n");
      out.append("# exist: for new resources, export with --no-import.\n");
    }
    out.append("terraform {\n  required_version = \">= 1.5.0\"\n\n");
    out.append("  required_providers {\n");
    out.append("    aws = {\n");
    out.append("      source  = \"hashicorp/aws\"\n");
    out.append("      version = \">= 5.0\"\n");
    out.append("    }\n  }\n}\n");
  }

  private void role(Desired d, String label) {
    imported("aws_iam_role." + label, d.roleName());
    Map<String, String> a = attributes("name", Hcl.quote(d.roleName()));
    d.path().ifPresent(p -> a.put("path", Hcl.quote(p)));
    d.attributes().values().forEach((r, v) -> a.put(name(r), Hcl.expression(v.json(), 2)));
    a.put("assume_role_policy", "jsonencode(" + Hcl.expression(d.trust().tree(), 2) + ")");
    a.put("tags", Hcl.map(d.tags(), 2));
    block("resource \"aws_iam_role\" \"" + label + "\"", a);
  }

  private static String name(RoleAttribute attribute) {
    return switch (attribute) {
      case DESCRIPTION -> "description";
      case MAX_SESSION_DURATION -> "max_session_duration";
      case PERMISSIONS_BOUNDARY -> "permissions_boundary";
    };
  }

  private void attachment(Desired d, String arn, String role, String label) {
    imported("aws_iam_role_policy_attachment." + label, d.roleName() + "/" + arn);
    block(
        "resource \"aws_iam_role_policy_attachment\" \"" + label + "\"",
        attributes("role", role + ".name", "policy_arn", Hcl.quote(arn)));
  }

  private void profile(Desired d, String label, String role) {
    imported("aws_iam_instance_profile." + label, d.profileName());
    Map<String, String> a = attributes("name", Hcl.quote(d.profileName()));
    d.path().ifPresent(p -> a.put("path", Hcl.quote(p)));
    a.put("role", role + ".name");
    a.put("tags", Hcl.map(d.tags(), 2));
    block("resource \"aws_iam_instance_profile\" \"" + label + "\"", a);
  }

  private void imported(String to, String id) {
    if (imports) {
      block("import", attributes("to", to, "id", Hcl.quote(id)));
    }
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

  /** Returns a name in snake case, as an identifier: {@code amazon_ssm_managed_instance_core}. */
  private static String snakeCase(String name) {
    String words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .toLowerCase(Locale.ROOT);
    return words.matches("[a-z].*") ? words : "_" + words;
  }

  private static String unique(String label, Set<String> taken) {
    String free = label;
    for (int n = 2; !taken.add(free); n++) {
      free = label + "_" + n;
    }
    return free;
  }
}
