package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both exports, read back by a parser, are what was asked for. */
class ExportTest {
  private static final Path FILES = Path.of("src/test/resources/export");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> STACK =
      Map.of("Project", "demo", "AWS::Partition", "aws", "Role", "the role");

  private static String run(String... args) {
    CliRunner.Run run = CliRunner.at("http://127.0.0.1:9").run(args);
    assertEquals(0, run.code(), run.all());
    return run.out();
  }

  private static String template(Desired d) {
    return CloudFormation.template(d, d, CloudFormation.mark(d));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation.yaml", "terraform.tf"})
  void thePlainOneIsThis(String file) throws IOException {
    String format = file.substring(0, file.indexOf('.'));
    assertEquals(
        Files.readString(FILES.resolve(file)),
        run("export", "--format", format, "--project", "demo"));
  }

  @ParameterizedTest
  @MethodSource("io.github.ecsprofile.export.Samples#values")
  void theTemplateReadsBack(String value) {
    Desired d = Samples.with(value);
    String yaml = template(d);
    assertTrue(yaml.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7F), yaml);
    TemplateReading read = new TemplateReading(yaml, STACK);
    JsonNode role = JSON.valueToTree(read.properties("Role"));
    ObjectNode expected = JSON.createObjectNode();
    expected.put("RoleName", d.roleName()).put("Path", d.path().orElseThrow());
    expected.put("Description", value).put("MaxSessionDuration", 3611);
    expected.put("PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    expected.set("AssumeRolePolicyDocument", d.trust().tree());
    d.policies().forEach(expected.putArray("ManagedPolicyArns")::add);
    d.tags()
        .forEach((k, v) -> expected.withArray("/Tags").addObject().put("Key", k).put("Value", v));
    assertEquals(expected, role);
    assertEquals(
        Map.of(
            "InstanceProfileName",
            d.profileName(),
            "Path",
            d.path().orElseThrow(),
            "Roles",
            List.of("the role")),
        read.properties("InstanceProfile"));
    assertEquals("[InstanceProfileArn]", ((Map<?, ?>) read.tree().get("Outputs")).keySet() + "");
  }

  @ParameterizedTest
  @MethodSource("io.github.ecsprofile.export.Samples#values")
  void theConfigurationReadsBack(String value) {
    Desired d = Samples.with(value);
    List<HclReading.Block> blocks =
        HclReading.blocks(Terraform.configuration(List.of(d), false, true));
    Map<String, Object> role = attributes(blocks, "resource", "aws_iam_role", "ecs_instance");
    HclReading.Call trust = (HclReading.Call) role.remove("assume_role_policy");
    assertEquals("jsonencode", trust.function());
    assertEquals(d.trust().tree().toString(), JSON.valueToTree(trust.argument()).toString());
    assertEquals(
        Map.of(
            "name",
            d.roleName(),
            "path",
            d.path().orElseThrow(),
            "description",
            value,
            "max_session_duration",
            3611L,
            "permissions_boundary",
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "tags",
            d.tags()),
        role);
    HclReading.Reference name = new HclReading.Reference("aws_iam_role.ecs_instance.name");
    assertEquals(
        Map.of(
            "name",
            d.profileName(),
            "path",
            d.path().orElseThrow(),
            "role",
            name,
            "tags",
            d.tags()),
        attributes(blocks, "resource", "aws_iam_instance_profile", "ecs_instance"));
    List<Object> attached = new ArrayList<>();
    for (HclReading.Block b : blocks) {
      if (b.head().contains("aws_iam_role_policy_attachment")) {
        assertEquals(name, b.attributes().get("role"));
        attached.add(b.attributes().get("policy_arn"));
      }
    }
    assertEquals(d.policies(), attached);
  }

  private static Map<String, Object> attributes(List<HclReading.Block> blocks, String... head) {
    List<HclReading.Block> found =
        blocks.stream().filter(b -> b.head().equals(List.of(head))).toList();
    assertEquals(1, found.size(), String.join(" ", head));
    return found.get(0).attributes();
  }

  @Test
  void everyResourceIsImportedByTheIdThatItHas() {
    Desired d = Samples.with("x");
    Map<String, Object> ids = new LinkedHashMap<>();
    List<String> resources = new ArrayList<>();
    for (HclReading.Block b : HclReading.blocks(Terraform.configuration(List.of(d), false, true))) {
      if (b.head().equals(List.of("import"))) {
        ids.put(((HclReading.Reference) b.attributes().get("to")).path(), b.attributes().get("id"));
      } else if (b.head().get(0).equals("resource")) {
        resources.add(b.head().get(1) + "." + b.head().get(2));
      }
    }
    assertEquals(resources, List.copyOf(ids.keySet()));
    assertEquals("demo-ecs-instance-role", ids.get("aws_iam_role.ecs_instance"));
    assertEquals("demo-profile", ids.get("aws_iam_instance_profile.ecs_instance"));
    String attachment = "aws_iam_role_policy_attachment.a";
    List<String> arns = d.policies();
    assertEquals("demo-ecs-instance-role/" + arns.get(0), ids.get(attachment));
    assertEquals("demo-ecs-instance-role/" + arns.get(1), ids.get(attachment + "_2"));
    assertEquals("demo-ecs-instance-role/" + arns.get(2), ids.get(attachment + "_3"));
  }

  @Test
  void theTemplateOfOneProjectIsThatOfAnother(@TempDir Path dir) throws IOException {
    Files.writeString(
        dir.resolve("trust-policy.json"),
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::123456789012:role/${project}"}, "Condition": {
         "StringLike": {"aws:userid": ["${aws:username}/${project}!", "${role}", "demo"]}}}}""");
    Files.writeString(dir.resolve("tags.json"), "{\"For ${project}\": \"-${profile}-\"}");
    Files.writeString(
        dir.resolve("policies.json"), "[\"arn:aws:iam::123456789012:policy/${project}/x\"]");
    String[] args = {"export", "--format", "cloudformation", "--templates", dir + "", "--project"};
    String demo = run(append(args, "demo"));
    String other = run(append(args, "an.other_1"));
    for (String resource : List.of("Role", "InstanceProfile")) {
      Map<String, String> stack = new LinkedHashMap<>(STACK);
      stack.put("Project", "an.other_1");
      assertEquals(
          new TemplateReading(other, stack).properties(resource),
          new TemplateReading(demo, stack).properties(resource));
    }
    assertTrue(demo.contains("\"demo\""), demo);
    assertFalse(demo.contains("ANY0PROJECT"), demo);
  }

  private static String[] append(String[] args, String last) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void aTemplateThatNamesNoProjectHasNoParameter() {
    String yaml =
        run(
            "export --format cloudformation --project demo --role-name r --tag Project=x"
                .split(" "));
    TemplateReading read = new TemplateReading(yaml, Map.of("AWS::Partition", "aws", "Role", "r"));
    assertFalse(read.tree().containsKey("Parameters"), yaml);
    assertEquals("r", read.properties("Role").get("RoleName"));
  }

  @Test
  void aKeyOfTheTrustPolicyStaysLiteral(@TempDir Path dir) throws IOException {
    Files.writeString(
        dir.resolve("trust-policy.json"),
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"Service": "ec2.amazonaws.com"},
         "Condition": {"StringEquals": {"aws:PrincipalTag/${project}": "${project}"}}}}""");
    String yaml =
        run("export", "--format", "cloudformation", "--project", "demo", "--templates", dir + "");
    assertTrue(yaml.contains("\"aws:PrincipalTag/demo\": \"demo\""), yaml);
    assertTrue(
        yaml.contains("# fill in keys: the trust policy is that of the project demo."), yaml);
  }

  @Test
  void theProfilesTagsStandInAComment() {
    String yaml = template(Samples.with("a\u2028b\nc: d"));
    assertTrue(yaml.contains("#   \"Project\": \"demo\"\n"), yaml);
    assertTrue(yaml.contains("#   \"Key a\\u2028b\\nc: d\": \"a\\u2028b\\nc: d\"\n"), yaml);
  }

  @Test
  void aManagedPolicyIsOfThePartitionOfTheStack() {
    String yaml =
        run("export --format cloudformation --project demo --region cn-north-1".split(" "));
    assertFalse(yaml.contains("aws-cn"), yaml);
    assertTrue(yaml.contains("arn:${AWS::Partition}:iam::aws:policy/"), yaml);
    assertTrue(yaml.contains("ec2.amazonaws.com.cn"), yaml);
  }

  @Test
  void severalProjectsAreOneDocument() {
    String yaml =
        run(
            ("export --format cloudformation --project web --project w-eb --project 1.x"
                    + " --project w_eb")
                .split(" "));
    TemplateReading read =
        new TemplateReading(
            yaml, Map.of("AWS::Partition", "aws", "WebRole", "1", "WEbRole", "2", "1XRole", "3"));
    assertFalse(read.tree().containsKey("Parameters"), yaml);
    assertEquals(
        List.of(
            "WebRole",
            "WebInstanceProfile",
            "WEbRole",
            "WEbInstanceProfile",
            "1XRole",
            "1XInstanceProfile",
            "WEbN2Role",
            "WEbN2InstanceProfile"),
        List.copyOf(((Map<?, ?>) read.tree().get("Resources")).keySet()));
    assertEquals("w-eb-ecs-instance-role", read.properties("WEbRole").get("RoleName"));
    assertEquals(List.of("2"), read.properties("WEbInstanceProfile").get("Roles"));

    String hcl =
        run("export --format terraform --project web --project 1.Web --project 1-web".split(" "));
    List<String> labels = new ArrayList<>();
    for (HclReading.Block b : HclReading.blocks(hcl)) {
      if (b.head().contains("aws_iam_role") || b.head().get(0).equals("output")) {
        labels.add(b.head().get(b.head().size() - 1));
      }
    }
    assertEquals(
        List.of(
            "web",
            "web_instance_profile_arn",
            "_1_web",
            "_1_web_instance_profile_arn",
            "_1_web_2",
            "_1_web_2_instance_profile_arn"),
        labels);
  }

  @Test
  void theFormDoesNotDependOnHowManyProjectsTheFileHolds(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("projects"), "web\n");
    String hcl = run("export", "--format", "terraform", "--projects-from", file.toString());
    assertTrue(hcl.contains("resource \"aws_iam_role\" \"web\" {"), hcl);
    String yaml = run("export", "--format", "cloudformation", "--projects-from", file.toString());
    assertTrue(yaml.contains("\n  WebRole:\n"), yaml);
  }

  @Test
  void newResourcesAreExportedWithoutImports() {
    String hcl = run("export --format terraform --no-import --project demo".split(" "));
    assertFalse(hcl.contains("import"), hcl);
    assertTrue(hcl.contains("resource \"aws_iam_role\" \"ecs_instance\" {"), hcl);
    assertTrue(hcl.contains("\"amazon_ec2_container_servicefor_ec2_role\" {"), hcl);
    assertTrue(hcl.contains("\"amazon_ssm_managed_instance_core\" {"), hcl);
  }

  @Test
  void aPresetIsExportedWithItsOwnLimits() {
    String yaml =
        run("export --format cloudformation --preset managed-instances --project d".split(" "));
    TemplateReading read =
        new TemplateReading(yaml, Map.of("AWS::Partition", "aws", "Project", "d", "Role", "r"));
    assertEquals("ecsInstanceRole-d", read.properties("Role").get("RoleName"));
    assertEquals(
        List.of("arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances"),
        read.properties("Role").get("ManagedPolicyArns"));
    assertTrue(yaml.contains("    MaxLength: 48\n"), yaml);
    String hcl = run("export --format terraform --preset managed-instances --project d".split(" "));
    assertTrue(hcl.contains("name = \"ecsInstanceRole-d\""), hcl);
    assertFalse(hcl.contains("AmazonEC2ContainerService"), hcl);
  }

  @Test
  void aDynamicReferenceInAKeyIsRefused(@TempDir Path dir) throws IOException {
    for (String key : List.of("{{resolve:ssm:x}}", "{{re${project}:ssm:x}}")) {
      Files.writeString(
          dir.resolve("trust-policy.json"),
          """
          {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"Service": "ec2.amazonaws.com"},
           "Condition": {"StringEquals": {"aws:PrincipalTag/%s": "x"}}}}"""
              .formatted(key));
      String[] args = {
        "export", "--format", "cloudformation", "--project", "solve", "--templates", dir + ""
      };
      CliRunner.Run refused = CliRunner.at("http://127.0.0.1:9").run(args);
      assertEquals(2, refused.code(), refused.all());
      assertEquals("", refused.out());
    }
  }

  /** Every attribute of the role is in both exports, with its value. */
  @ParameterizedTest
  @EnumSource
  void everyAttributeIsInBoth(RoleAttribute attribute) {
    Desired with = Samples.with("x");
    Desired without =
        new Desired(
            with.project(),
            with.roleName(),
            with.profileName(),
            with.trust(),
            with.tags(),
            with.policies(),
            with.path(),
            RoleAttributes.from(a -> a == attribute ? Optional.empty() : with.attributes().get(a)));
    String value = with.attributes().text(attribute);
    assertEquals(List.of(value), added(template(without), template(with)));
    assertEquals(
        List.of(value),
        added(
            Terraform.configuration(List.of(without), false, true),
            Terraform.configuration(List.of(with), false, true)));
  }

  /** Returns the values of the lines that are new, however the signs before them are aligned. */
  private static List<String> added(String before, String after) {
    List<String> lines = new ArrayList<>(values(after));
    values(before).forEach(lines::remove);
    return lines;
  }

  private static List<String> values(String document) {
    return document
        .lines()
        .map(line -> line.replaceFirst("^ *\\w+(:| *=) ", ""))
        .map(v -> v.replaceFirst("^\"(.*)\"$", "$1").replaceAll("[{].*?\"(arn:.*)\".*", "$1"))
        .map(v -> v.replace("${AWS::Partition}", "aws"))
        .toList();
  }

  /** Every component of Desired is in both exports. */
  @Test
  void everyPartOfWhatIsAskedForIsInBoth() throws Exception {
    Desired base = Samples.with("x");
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("project", "b");
    other.put("roleName", "b");
    other.put("profileName", "b");
    other.put("trust", new PolicyDocument(JSON.readTree("{\"Statement\": []}")));
    other.put("tags", Map.of("b", "b"));
    other.put("policies", List.of("arn:aws:iam::aws:policy/b"));
    other.put("path", Optional.of("/b/"));
    other.put("attributes", RoleAttributes.NONE);
    RecordComponent[] parts = Desired.class.getRecordComponents();
    for (int i = 0; i < parts.length; i++) {
      assertTrue(other.containsKey(parts[i].getName()), parts[i].getName());
      Object[] values = new Object[parts.length];
      Class<?>[] types = new Class<?>[parts.length];
      for (int j = 0; j < parts.length; j++) {
        types[j] = parts[j].getType();
        values[j] = i == j ? other.get(parts[j].getName()) : parts[j].getAccessor().invoke(base);
      }
      Desired changed = Desired.class.getDeclaredConstructor(types).newInstance(values);
      String name = parts[i].getName();
      assertNotEquals(
          Terraform.configuration(List.of(base), false, true),
          Terraform.configuration(List.of(changed), false, true),
          name);
      assertTrue(
          // The project itself is a parameter: here, where no name is filled in, a tag's value.
          name.equals("project") || !template(base).equals(template(changed)), name);
    }
  }
}
