package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Checks the Resource and NotResource elements of an identity policy. */
final class ResourceSyntax {
  private static final Set<String> PARTITIONS =
      Set.of(
          "*",
          "aws",
          "aws-cn",
          "aws-us-gov",
          "aws-iso",
          "aws-iso-b",
          "aws-iso-e",
          "aws-iso-f",
          "aws-eusc");
  private static final List<String> IAM_PATHS =
      List.of(
          "user/",
          "federated-user/",
          "role/",
          "group/",
          "instance-profile/",
          "mfa/",
          "server-certificate/",
          "policy/",
          "sms-mfa/",
          "saml-provider/",
          "oidc-provider/",
          "report/",
          "access-report/");

  private ResourceSyntax() {}

  /**
   * Returns the error of the first malformed resource, or null.
   *
   * @throws IamError if a resource fails the legacy parser, which IAM runs until the first
   *     malformed one and whose error comes first
   */
  static IamError firstError(List<JsonNode> statements) {
    IamError first = null;
    for (String element : List.of("Resource", "NotResource")) {
      for (JsonNode s : statements) {
        List<String> resources = PolicyTree.texts(s.path(element));
        for (String resource : resources) {
          first = first == null ? error(resource) : first;
        }
        if (first == null && !resources.stream().allMatch(ResourceSyntax::passesLegacyParser)) {
          throw PolicyRule.LEGACY.violated();
        }
      }
    }
    return first;
  }

  private static boolean passesLegacyParser(String resource) {
    if (resource.equals("*")) {
      return true;
    }
    String[] parts = resource.split(":", -1);
    return (parts.length >= 6 || !resource.contains("::")) && !parts[2].isEmpty();
  }

  private static IamError error(String resource) {
    if (resource.equals("*")) {
      return null;
    }
    String[] parts = resource.split(":", 6);
    if (parts.length < 2) {
      return PolicyRule.RESOURCE_FORMAT.violated(resource);
    }
    if (!PARTITIONS.contains(parts[1])) {
      return PolicyRule.RESOURCE_PARTITION.violated(parts[1], normalized(parts));
    }
    if (parts.length < 3 || parts[2].matches(".*[*?].*")) {
      return PolicyRule.RESOURCE_VENDOR.violated();
    }
    String region = parts.length > 3 ? parts[3] : "";
    String id = parts.length > 5 ? parts[5] : "";
    if (parts[2].equals("s3") && !region.isEmpty() && !id.startsWith("accesspoint/")) {
      return PolicyRule.S3_REGION.violated(resource);
    }
    if (parts[2].equals("iam")) {
      return iamError(resource, region, id, parts.length);
    }
    return null;
  }

  private static IamError iamError(String resource, String region, String id, int parts) {
    if (!region.isEmpty()) {
      return PolicyRule.IAM_REGION.violated(resource);
    }
    boolean valid =
        parts < 6
            || id.equals("*")
            || id.equals("root")
            || IAM_PATHS.stream().anyMatch(id::startsWith);
    return valid ? null : PolicyRule.IAM_PATH.violated(String.join(", ", IAM_PATHS));
  }

  /** Returns the ARN as IAM prints it: what is missing is a star. */
  private static String normalized(String[] parts) {
    String[] all = Arrays.copyOf(parts, Math.max(6, parts.length));
    all[0] = "arn";
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == null ? "*" : all[i];
    }
    return String.join(":", all);
  }
}
