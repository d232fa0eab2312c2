package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the facts about AWS that the sandbox ships. */
class SandboxResourcesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/github/ecsprofile");

  @Test
  void knowsThePoliciesThatTheToolKnows() throws IOException {
    List<String> tool = Files.readAllLines(RESOURCES.resolve("template/aws-managed-policies.txt"));
    assertEquals(new TreeSet<>(tool), new TreeSet<>(AwsPolicies.all().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service-role/AmazonEC2ContainerServiceforEC2Role",
        "AmazonSSMManagedInstanceCore",
        "AmazonECSInstanceRolePolicyForManagedInstances"
      })
  void hasTheDocumentsOfThePoliciesForInstances(String policy) {
    String document = AwsPolicies.document(AwsPolicies.get(policy));
    assertNotNull(document);
    PolicyValidator.validate(document);
  }

  @Test
  void eachDocumentIsThatOfAPolicy() throws IOException {
    try (var files = Files.list(RESOURCES.resolve("sandbox/policies"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        assertEquals(
            1, AwsPolicies.all().values().stream().filter(p -> p.name.equals(name)).count(), name);
      }
    }
  }

  @Test
  void aServicePrincipalIsWhatAwsHas() {
    assertTrue(ServicePrincipals.contains("ec2.amazonaws.com"));
    assertTrue(ServicePrincipals.contains("logs.eu-west-1.amazonaws.com"));
    assertFalse(ServicePrincipals.contains("nope.amazonaws.com"));
    assertFalse(ServicePrincipals.contains("ec2.eu-west.amazonaws.com"));
    assertFalse(ServicePrincipals.contains("EC2.amazonaws.com"));
  }
}
