package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.launcher.Launcher;
import io.github.ecsprofile.peers.Moto;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The printed documents in the hands of those they are for. */
class ExportToolsIT {
  private static final List<String> FULL =
      List.of(
          "--project",
          "demo",
          "--path",
          "/ecs/",
          "--description",
          "it's \"é\" ${aws:username} ${Project} %{x} $${y} \\ \ttab\nline",
          "--max-session-duration",
          "7200",
          "--permissions-boundary",
          "PowerUserAccess",
          "--tag",
          "Weiß=a @ b");
  @TempDir Path dir;

  @BeforeEach
  void templates() throws IOException {
    Files.writeString(
        dir.resolve("trust-policy.json"),
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Service": ["${ec2-service}"]},
          "Action": ["sts:AssumeRole", "sts:TagSession"], "Condition": {
            "StringLike": {"aws:userid": ["${aws:username}-${project} \\"q\\" \\\\ %{x} é\\n😀 ${*}"],
              "aws:PrincipalTag/${aws:username}": "${role}"},
            "Bool": {"aws:MultiFactorAuthPresent": true}}}]}""");
    Files.writeString(dir.resolve("tags.json"), "{\"Owner\": \"team @ ${project}\"}");
  }

  private CliRunner.Run tool(Map<String, String> env, List<String> args) {
    // Java reads arguments in the locale's encoding.
    Launcher launcher = new Launcher(Launcher.PACKAGED).with("LC_ALL", "C.UTF-8");
    env.forEach(launcher::with);
    return launcher.run(args);
  }

  private List<String> full(String... before) {
    List<String> all = new ArrayList<>(List.of(before));
    all.addAll(FULL);
    all.addAll(List.of("--templates", dir.toString()));
    return all;
  }

  private String document(List<String> args) {
    CliRunner.Run run = tool(Map.of(), args);
    assertEquals(0, run.code(), run.all());
    return run.out();
  }

  @Test
  void cfnLintHasNothingToSay() throws IOException {
    Programs.require("cfn-lint");
    Files.writeString(
        dir.resolve("old.json"),
        """
        {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
         "Action": "sts:AssumeRole"}}""");
    List<List<String>> all =
        List.of(
            List.of("--project", "demo"),
            FULL,
            full(),
            List.of("--project", "demo", "--role-name", "r", "--tag", "Project=x"),
            List.of("--project", "demo", "--trust-policy", dir.resolve("old.json").toString()),
            List.of("--project", "demo", "--region", "us-gov-west-1"),
            List.of("--project", "demo", "--preset", "managed-instances"),
            List.of("--project", "demo", "--project", "1.two", "--tag", "Weiß=a @ b"));
    List<String> lint = new ArrayList<>(List.of("cfn-lint"));
    for (int i = 0; i < all.size(); i++) {
      List<String> args = new ArrayList<>(List.of("export", "--format", "cloudformation"));
      args.addAll(all.get(i));
      lint.add(Files.writeString(dir.resolve(i + ".yaml"), document(args)).toString());
    }
    assertEquals(new Programs.Run(0, ""), Programs.run(dir, "", lint));
  }

  @Test
  void terraformFmtLeavesItAlone() throws IOException {
    Programs.require("terraform");
    Path folder = Files.createDirectory(dir.resolve("tf"));
    int n = 0;
    for (String value : Samples.values().toList()) {
      Files.writeString(
          folder.resolve(n++ + ".tf"),
          Terraform.configuration(List.of(Samples.with(value)), false, true));
    }
    Files.writeString(folder.resolve("full.tf"), document(full("export", "--format", "terraform")));
    Files.writeString(
        folder.resolve("several.tf"),
        document(
            List.of("export", "--format", "terraform", "--project", "a", "--project", "1.two")));
    Files.writeString(
        folder.resolve("new.tf"),
        document(List.of("export", "--format", "terraform", "--project", "a", "--no-import")));
    Programs.Run run =
        Programs.run(dir, "", List.of("terraform", "fmt", "-check", "-list=true", "-diff", "tf"));
    assertEquals(0, run.code(), run.output());
  }

  @Test
  void terraformReadsTheStringsAsTheyAreMeant() {
    Programs.require("terraform");
    Map<String, String> strings = new LinkedHashMap<>();
    Samples.values()
        .forEach(
            v ->
                strings.putAll(
                    HclReading.strings(
                        Terraform.configuration(List.of(Samples.with(v)), false, true))));
    String asked =
        strings.keySet().stream()
            .map(raw -> "base64encode(" + raw + ")")
            .collect(Collectors.joining(", ", "[", "]\n"));
    Programs.Run run = Programs.run(dir, asked, List.of("terraform", "console"));
    List<String> answers =
        run.output().lines().filter(line -> line.matches(" *\"[A-Za-z0-9+/=]*\",")).toList();
    assertEquals(strings.size(), answers.size(), run.output());
    int n = 0;
    for (Map.Entry<String, String> string : strings.entrySet()) {
      String answer = answers.get(n++).replaceAll("[ \",]", "");
      assertEquals(
          string.getValue(),
          new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8),
          string.getKey());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  @ResourceLock(Moto.LOCK)
  void whatCloudFormationMakesIsInOrderButForTheProfilesTags() throws IOException {
    Moto moto = Moto.shared();
    // CloudFormation's stack is not IAM's to delete.
    moto.reset();
    try {
      moto.query(
          "cloudformation",
          "Action=CreateStack&Version=2010-05-15&StackName=demo"
              + "&Capabilities.member.1=CAPABILITY_NAMED_IAM&TemplateBody="
              + encoded(document(full("export", "--format", "cloudformation"))));
      String stack =
          moto.query("cloudformation", "Action=DescribeStacks&Version=2010-05-15&StackName=demo");
      assertEquals(
          "arn:aws:iam::123456789012:instance-profile/ecs/demo-ecs-instance-role",
          element(stack, "OutputValue"));
      Map<String, String> env = access(moto, "x", "x");
      CliRunner.Run verify = tool(env, full("verify", "--prune", "--output", "json"));
      assertEquals(10, verify.code(), verify.all());
      TreeSet<String> wrong = new TreeSet<>();
      for (JsonNode check : new ObjectMapper().readTree(verify.out()).get("checks")) {
        if (!check.get("state").asText().equals("ok")) {
          wrong.add(check.get("state").asText() + " " + check.get("check").asText());
        }
      }
      TreeSet<String> tags = new TreeSet<>();
      for (String key : List.of("Project", "ManagedBy", "Owner", "Weiß")) {
        tags.add("missing instance-profile-tag:" + key);
      }
      // moto's CloudFormation reads no ManagedPolicyArns (5.2.1).
      wrong.removeIf(check -> check.startsWith("missing policy:"));
      assertEquals(tags, wrong);
      // CloudFormation cannot tag an instance profile, so that this one has no owner.
      CliRunner.Run fixed = tool(env, full("all", "--adopt"));
      assertEquals(0, fixed.code(), fixed.all());
      CliRunner.Run again = tool(env, full("verify", "--prune"));
      assertEquals(0, again.code(), again.all());
    } finally {
      moto.reset();
    }
  }

  private static Map<String, String> access(Moto moto, String key, String secret) {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        key,
        "AWS_SECRET_ACCESS_KEY",
        secret,
        "AWS_REGION",
        "us-east-1",
        "AWS_ENDPOINT_URL_IAM",
        moto.endpoint().toString());
  }

  /** moto knows neither resources nor conditions, and does not ask for these rights. */
  private static final List<String> UNASKED =
      List.of("iam:TagRole", "iam:TagInstanceProfile", "iam:PassRole");

  @Test
  @ResourceLock(Moto.LOCK)
  void aCallerWithJustTheseRightsSucceedsAndFailsWithoutAnyOne() throws IOException {
    Moto moto = Moto.shared();
    List<String> all =
        List.copyOf(
            new PolicyReading(
                    new ObjectMapper()
                        .readTree(document(List.of("permissions", "--project", "demo"))))
                .actions());
    moto.iam("CreateUser&UserName=u");
    String key = moto.iam("CreateAccessKey&UserName=u");
    Map<String, String> user =
        access(moto, element(key, "AccessKeyId"), element(key, "SecretAccessKey"));
    try {
      CliRunner.Run enough = runWith(moto, user, all);
      assertEquals(0, enough.code(), enough.all());
      assertTrue(enough.out().endsWith(":instance-profile/demo-ecs-instance-role\n"));
      for (String action : all) {
        if (UNASKED.contains(action)) {
          continue;
        }
        List<String> less = new ArrayList<>(all);
        less.remove(action);
        CliRunner.Run run = runWith(moto, user, less);
        assertEquals(5, run.code(), action + "\n" + run.all());
        assertEquals("", run.out());
        assertTrue(run.err().contains("access denied: " + action + ": "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
      }
    } finally {
      moto.stopAuthorization();
    }
  }

  /** Runs as a user whose only policy allows these actions, on everything. */
  private CliRunner.Run runWith(Moto moto, Map<String, String> user, List<String> actions) {
    moto.stopAuthorization();
    moto.clear();
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\","
            + "\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"]}]}";
    moto.iam("PutUserPolicy&UserName=u&PolicyName=p&PolicyDocument=" + encoded(policy));
    moto.startAuthorization();
    return tool(user, List.of("all", "--project", "demo"));
  }

  private static String element(String xml, String name) {
    return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1").replace("&amp;", "&");
  }
}
