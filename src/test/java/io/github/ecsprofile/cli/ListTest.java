package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The inventory of an account that holds more than what is managed. */
class ListTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Sends a call as another program would; the parameters are names and values. */
  private static void call(URI endpoint, String action, String... parameters) {
    StringBuilder form = new StringBuilder("Version=2010-05-08&Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, "
                    + "SignedHeaders=host, Signature="
                    + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void profile(LoggedSandbox server, String name, String... tags) {
    List<String> parameters = new ArrayList<>(List.of("InstanceProfileName", name));
    for (int i = 0; i < tags.length; i += 2) {
      parameters.add("Tags.member." + (i / 2 + 1) + ".Key");
      parameters.add(tags[i]);
      parameters.add("Tags.member." + (i / 2 + 1) + ".Value");
      parameters.add(tags[i + 1]);
    }
    call(server.endpoint(), "CreateInstanceProfile", parameters.toArray(String[]::new));
  }

  private static String timeless(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z", "TIME");
  }

  /** 150 profiles: two managed, two more with a name that fits, 146 others. */
  private static void fill(LoggedSandbox server) {
    server.mustRun("all --project web --quiet");
    server.mustRun("all --project mi --preset managed-instances --quiet");
    profile(server, "ours-ecs-instance-role", "Project", "ours", "ManagedBy", "Pulumi");
    profile(server, "none-ecs-instance-role");
    for (int i = 0; i < 146; i++) {
      profile(server, String.format("other-%03d", i), "ManagedBy", "terraform");
    }
  }

  @Test
  void byDefaultOnlyNamesThatFitAreLookedInto() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      fill(server);
      server.log.clear();
      CliRunner.Run run = server.run("list");
      assertEquals(0, run.code(), run.all());
      assertEquals(
          "mi\tecsInstanceRole-mi\tecsInstanceRole-mi\tTIME\tecs-profile\tok\n"
              + "web\tweb-ecs-instance-role\tweb-ecs-instance-role\tTIME\tecs-profile\tok\n",
          timeless(run.out()));
      assertEquals(
          "Looked into 4 of 150 instance profiles: those named PROJECT-ecs-instance-role or"
              + " ecsInstanceRole-PROJECT. To list every one: ecs-profile list --endpoint-url "
              + server.endpoint()
              + " --all\n",
          run.err());
      assertEquals(2, server.calls("ListInstanceProfiles"), server.log.toString());
      assertEquals(4, server.calls("GetInstanceProfile"), server.log.toString());
      assertEquals(2, server.calls("GetRole"), server.log.toString());
      assertEquals(8, server.log.size(), server.log.toString());
    }
  }

  @Test
  void allLooksIntoEveryOneAndWritesNothing() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      fill(server);
      server.log.clear();
      CliRunner.Run run = server.run("list --all --output json");
      assertEquals(0, run.code(), run.all());
      assertEquals("", run.err());
      assertEquals(150, run.out().lines().count());
      assertEquals(150, server.calls("GetInstanceProfile"));
      assertEquals(154, server.log.size(), "two pages, 150 profiles, two roles");
      ObjectMapper json = new ObjectMapper();
      for (String line : run.out().lines().toList()) {
        JsonNode entry = json.readTree(line);
        String name = entry.at("/instanceProfile/name").asText();
        assertEquals(
            List.of("mi", "web").contains(entry.path("project").asText()),
            entry.get("managed").asBoolean(),
            line);
        assertEquals(
            entry.get("managed").asBoolean() ? "ok" : "no role", entry.get("state").asText(), line);
        assertEquals(
            name.startsWith("other-"), "terraform".equals(entry.path("managedBy").asText()), line);
      }
    }
  }

  @Test
  void statesAndOwnersAreNamed() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project ok --quiet");
      server.mustRun("create-profile --project empty --quiet");
      server.mustRun("create-role --project other --role-name someone --quiet");
      server.mustRun("create-profile --project other --quiet");
      server.mustRun(
          "add-role --project other --role-name someone --instance-profile-name other-ecs-instance-role --quiet");
      server.mustRun("all --project legacy --role-name ecsRole --quiet");
      profile(server, "foreign", "Project", "x", "ManagedBy", "ecs-profile\u2029--");
      profile(server, "hostile-ecs-instance-role", "Project", "a b", "ManagedBy", "ecs-profile");
      assertEquals(
          "legacy\tecsRole\tecsRole\tTIME\tecs-profile\tok\n"
              + "empty\tempty-ecs-instance-role\t-\tTIME\tecs-profile\tno role\n"
              + "x\tforeign\t-\tTIME\tManagedBy=ecs-profile?--\tno role\n"
              + "a b\thostile-ecs-instance-role\t-\tTIME\tManagedBy=ecs-profile\tno role\n"
              + "ok\tok-ecs-instance-role\tok-ecs-instance-role\tTIME\tecs-profile\tok\n"
              + "other\tother-ecs-instance-role\tsomeone\tTIME\tecs-profile\tother role\n",
          timeless(server.run("list --all").out()));
      assertEquals(3, server.run("list").out().lines().count(), "those whose name fits");
    }
  }

  @Test
  void theTableFitsTheTerminal() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project web --quiet");
      profile(server, "a-very-long-name-of-a-project-ecs-instance-role", "Project", "日本語のプロジェクト");
      for (String columns : List.of("300", "100", "80", "60", "20")) {
        CliRunner.Run run =
            server
                .cli()
                .on(new Terminal(false, true, false))
                .with("COLUMNS", columns)
                .run("list", "--all", "--no-color");
        assertEquals(3, run.out().lines().count(), run.out());
        assertTrue(run.out().startsWith("PRO"), run.out());
        run.out()
            .lines()
            .forEach(
                l ->
                    assertTrue(
                        l.codePoints().map(c -> c > 0x2E80 ? 2 : 1).sum()
                            <= Integer.parseInt(columns),
                        columns + ": " + l));
        assertEquals(columns.equals("300"), run.out().contains("Z  ecs-profile"), run.out());
      }
      CliRunner.Run color = server.cli().on(new Terminal(false, true, false)).run("list");
      assertTrue(color.out().contains("\u001b[32mok"), color.out());
    }
  }

  @Test
  void aDeniedReadIsAnError() throws IOException {
    for (String action : List.of("ListInstanceProfiles", "GetInstanceProfile", "GetRole")) {
      try (LoggedSandbox server = new LoggedSandbox(action + ":1:denied")) {
        call(
            server.endpoint(),
            "CreateRole",
            "RoleName",
            "r",
            "AssumeRolePolicyDocument",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
        String name = "a-ecs-instance-role";
        profile(server, name, "Project", "a", "ManagedBy", "ecs-profile");
        call(
            server.endpoint(),
            "AddRoleToInstanceProfile",
            "InstanceProfileName",
            name,
            "RoleName",
            "r");
        CliRunner.Run run = server.run("list --quiet");
        assertEquals(5, run.code(), action + run.all());
        assertEquals("", run.out());
        assertTrue(run.err().contains("iam:" + action), run.err());
        assertTrue(run.err().contains("ecs-profile permissions --endpoint-url"), run.err());
        assertTrue(run.err().contains(" --for list"), run.err());
      }
    }
  }

  @Test
  void anEmptyAccountIsNoError() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      CliRunner.Run run = server.run("list");
      assertEquals(0, run.code(), run.all());
      assertEquals("", run.out());
      assertTrue(run.err().endsWith("None of them is managed.\n"), run.err());
      CliRunner.Run other = server.run("list --account 111111111111");
      assertEquals(2, other.code(), other.all());
    }
  }

  @Test
  void thereIsNoEnvForm() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      assertEquals(2, server.run("list --output env").code());
      CliRunner.Run run = server.cli().with("ECS_PROFILE_OUTPUT", "env").run("list");
      assertTrue(run.err().contains("ECS_PROFILE_OUTPUT env"), run.err());
      assertTrue(server.log.isEmpty(), server.log.toString());
    }
  }

  @Test
  void theProjectIsNotNeededForTheRights() {
    CliRunner tool = CliRunner.at("http://127.0.0.1:9");
    assertEquals(0, tool.run("permissions", "--for", "list").code());
    assertEquals(2, tool.run("permissions", "--for", "list", "--for", "all").code());
    assertFalse(tool.run("permissions", "--for", "list").out().contains("null"));
  }
}
