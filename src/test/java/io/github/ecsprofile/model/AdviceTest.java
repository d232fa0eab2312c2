package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsprofile.model.Advice.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final String CONTAINER =
      "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
  private static final String MANAGED =
      "arn:aws-cn:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances";
  private static final String SSM = "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM";

  private static Observed seen(String template, String... attached) {
    Observed.Role role =
        new Observed.Role(
            "r",
            "arn:aws:iam::1:role/r",
            "AROA1",
            "/",
            null,
            new PolicyDocument(TextNode.valueOf("")),
            Map.of(),
            RoleAttributes.NONE,
            Optional.ofNullable(template));
    return new Observed(Optional.of(role), List.of(attached), Optional.empty());
  }

  private static List<Kind> kinds(Observed seen, Integer quota, String prefix) {
    return Advice.of(seen, Optional.ofNullable(quota), Optional.ofNullable(prefix)).stream()
        .map(Advice::kind)
        .toList();
  }

  @Test
  void bothPoliciesOfEcsOnOneRole() {
    assertEquals(
        List.of(Kind.BOTH_ECS_POLICIES), kinds(seen(null, CONTAINER, MANAGED), null, null));
    assertEquals(List.of(), kinds(seen(null, CONTAINER), null, null));
    assertEquals(List.of(), kinds(seen(null, MANAGED), null, null));
  }

  @Test
  void aDeprecatedPolicyOfAwsOnly() {
    assertEquals(List.of(Kind.DEPRECATED_POLICY), kinds(seen(null, SSM), null, null));
    assertEquals(
        List.of(),
        kinds(seen(null, "arn:aws:iam::123456789012:policy/AmazonEC2RoleforSSM"), null, null));
  }

  @Test
  void theQuotaOfTheAccount() {
    assertEquals(List.of(Kind.POLICY_QUOTA), kinds(seen(null, "a", "b"), 3, null));
    assertEquals(List.of(Kind.POLICY_QUOTA), kinds(seen(null, "a", "b"), 2, null));
    assertEquals(List.of(), kinds(seen(null, "a", "b"), 4, null));
    assertEquals(List.of(), kinds(seen(null, "a", "b"), null, null));
    assertEquals(List.of(), kinds(seen(null), 1, null));
  }

  @Test
  void aTemplateAndAPrefix() {
    assertEquals(
        List.of(
            new Advice(Kind.ROLE_NAME_PREFIX, "r", "ecsInstanceRole"),
            new Advice(Kind.ROLE_TEMPLATE, "r", "arn:template")),
        Advice.of(seen("arn:template", MANAGED), Optional.empty(), Optional.of("ecsInstanceRole")));
  }

  @Test
  void noRoleNoAdvice() {
    Observed none = new Observed(Optional.empty(), List.of(), Optional.empty());
    assertEquals(List.of(), kinds(none, 1, "ecsInstanceRole"));
  }
}
