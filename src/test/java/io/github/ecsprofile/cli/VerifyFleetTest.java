package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** {@code verify} of many projects: what it finds, reports and advises. */
class VerifyFleetTest {
  private static final String MANAGED_INSTANCES = "AmazonECSInstanceRolePolicyForManagedInstances";
  @TempDir Path dir;

  @Test
  void allManagedIsWhatListPrints() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project web --project api --quiet");
      server.mustRun("all --project mi --preset managed-instances --quiet");
      server.mustRun("all --project other --tag ManagedBy=other --quiet");
      server.mustRun("create-profile --project half --quiet");
      server.log.clear();
      CliRunner.Run run = server.run("verify --all-managed --only-problems");
      assertEquals(10, run.code(), run.all());
      assertEquals(
          List.of("api", "mi", "half", "half", "half", "half", "half", "web"),
          run.out().lines().map(l -> l.split("\t")[0]).toList(),
          run.out());
      assertTrue(
          run.err().contains("hint: To fix it: ecs-profile all --project half --"), run.err());
      assertTrue(
          server.log.stream()
              .noneMatch(l -> l.matches(".*\\b(Create|Tag|Attach|Update|Add)[A-Z].*")));
      CliRunner.Run one =
          server.run("verify --all-managed --preset managed-instances --only-problems");
      assertEquals("mi\tIn sync: 9 ok\n", one.out(), one.all());
    }
  }

  @Test
  void theFixHasTheNamesAndThePreset() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("create-profile --project mi --preset managed-instances --quiet");
      server.mustRun("create-profile --project web --role-name x-ecs-instance-role --quiet");
      CliRunner.Run run = server.run("verify --all-managed --tag Team=a");
      assertEquals(10, run.code(), run.all());
      String endpoint = " --endpoint-url " + server.endpoint() + " --tag Team=a";
      assertTrue(
          run.err()
              .replace(" --tag Team=a --endpoint-url " + server.endpoint(), endpoint)
              .contains("all --project mi" + endpoint + " --preset managed-instances\n"),
          run.err());
      assertTrue(run.err().contains(" --role-name x-ecs-instance-role\n"), run.err());
    }
  }

  @Test
  void anAccountWithoutAnyIsInSync() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      Path report = dir.resolve("r.xml");
      CliRunner.Run run = server.run("verify --all-managed --report junit=" + report);
      assertEquals(0, run.code(), run.all());
      assertEquals("", run.out());
      assertTrue(run.err().contains("nothing was verified"), run.err());
      assertTrue(Files.readString(report).contains("tests=\"0\""));
    }
  }

  @Test
  void deniedItSuggestsTheRightsOfAllManaged() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox("ListInstanceProfiles:1:denied")) {
      CliRunner.Run run = server.run("verify --all-managed");
      assertEquals(5, run.code(), run.all());
      assertTrue(run.err().contains("ecs-profile permissions --"), run.err());
      assertTrue(run.err().contains("--all-managed"), run.err());
      assertTrue(run.err().contains("--for verify"), run.err());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--all-managed --project x, exclude each other",
    "--all-managed --projects-from x, exclude each other",
    "--all-managed --role-name x, exclude each other",
    "--all-managed --instance-profile-name x, exclude each other",
    "--all-managed --output env, --output env",
    "--all-managed --parallel 99, --parallel 99",
    "--all-managed --policy NoSuchPolicyOfAws, NoSuchPolicyOfAws",
    "--project x --report x.xml, not of the form junit=FILE",
    "--project x --report sarif=x.xml, not of the form junit=FILE",
    "--project x --report junit=, not of the form junit=FILE",
    "--project x --report junit=a --report junit=b, --report",
  })
  void badInputIsFoundBeforeAnyCall(String options, String expected) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      CliRunner.Run run = server.run("verify " + options);
      assertEquals(2, run.code(), run.all());
      assertTrue(run.err().contains(expected), run.err());
      assertEquals(List.of(), server.log);
    }
  }

  @Test
  void theReportCountsWhatJsonCounts() throws Exception {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project web --policy ReadOnlyAccess --description <a>&\"'|]]> --quiet");
      Path report = dir.resolve("r.xml");
      CliRunner.Run run =
          server
              .cli()
              .run(
                  "verify",
                  "--project",
                  "web",
                  "--project",
                  "nope",
                  "--description",
                  "b\t<!--",
                  "--output",
                  "json",
                  "--report",
                  "junit=" + report);
      assertEquals(10, run.code(), run.all());
      int checks = 0;
      int problems = 0;
      for (String line : run.out().lines().toList()) {
        for (JsonNode check : new ObjectMapper().readTree(line).get("checks")) {
          checks++;
          problems += List.of("ok", "extra").contains(check.get("state").asText()) ? 0 : 1;
        }
      }
      Element suite = parsed(report);
      assertEquals(checks + "", suite.getAttribute("tests"));
      assertEquals(problems + "", suite.getAttribute("failures"));
      assertEquals(checks, suite.getElementsByTagName("testcase").getLength());
      NodeList failures = suite.getElementsByTagName("failure");
      assertEquals(problems, failures.getLength());
      List<String> messages = new ArrayList<>();
      for (int i = 0; i < failures.getLength(); i++) {
        messages.add(((Element) failures.item(i)).getAttribute("message"));
      }
      assertTrue(
          messages.contains("different description: <a>&\"'|]]> (expected: b?<!--)"),
          messages + "");
      requireSurefiresForm(suite);
    }
  }

  @Test
  void aProjectThatCannotBeReadIsAnError() throws Exception {
    try (LoggedSandbox server = new LoggedSandbox("ListAttachedRolePolicies:1:denied")) {
      Path report = dir.resolve("r.xml");
      CliRunner.Run run =
          server.run("verify --project a --project b --parallel 1 --report junit=" + report);
      assertEquals(5, run.code(), run.all());
      Element suite = parsed(report);
      assertEquals("1", suite.getAttribute("errors"));
      Element error = (Element) suite.getElementsByTagName("error").item(0);
      assertEquals("access-denied", error.getAttribute("type"));
      requireSurefiresForm(suite);
    }
  }

  private static Element parsed(Path report) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
  }

  /** Surefire's schema, as far as a report uses it: elements, and which attributes they need. */
  private static void requireSurefiresForm(Element suite) {
    assertEquals("testsuite", suite.getTagName());
    assertEquals(
        Set.of("name", "time", "tests", "errors", "skipped", "failures"), attributes(suite));
    for (Element test : children(suite)) {
      assertEquals("testcase", test.getTagName());
      assertEquals(Set.of("name", "classname", "time"), attributes(test));
      assertTrue(test.getAttribute("time").matches("\\d{1,3}(\\.\\d{0,3})?"));
      for (Element outcome : children(test)) {
        assertTrue(Set.of("failure", "error").contains(outcome.getTagName()));
        assertEquals(Set.of("message", "type"), attributes(outcome));
      }
    }
  }

  private static List<Element> children(Element of) {
    List<Element> all = new ArrayList<>();
    for (Node n = of.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        all.add(e);
      }
    }
    return all;
  }

  private static Set<String> attributes(Element of) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < of.getAttributes().getLength(); i++) {
      names.add(of.getAttributes().item(i).getNodeName());
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource({"nowhere/r.xml, the directory does not exist", "., is a directory"})
  void aReportThatCannotBeWrittenIsAnError(String file, String reason) throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      CliRunner.Run run = server.run("verify --project a --report junit=" + dir.resolve(file));
      assertEquals(1, run.code(), run.all());
      assertEquals("", run.out());
      assertTrue(run.err().contains("cannot be written: " + reason), run.err());
      assertEquals(List.of(), server.log);
    }
  }

  @Test
  void aJobGetsATable() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project web --quiet");
      server.mustRun("create-role --project half --description a|b<img>`c` --quiet");
      Path summary = Files.writeString(dir.resolve("summary.md"), "before\n");
      String line = "verify --project web --project half --description d --quiet";
      CliRunner tool = server.cli().with("GITHUB_STEP_SUMMARY", summary.toString());
      assertEquals(10, tool.run(line.split(" ")).code());
      assertEquals("before\n", Files.readString(summary), "no GitHub Actions");
      assertEquals(10, tool.with("GITHUB_ACTIONS", "true").run(line.split(" ")).code());
      String text = Files.readString(summary);
      assertTrue(text.startsWith("before\n\n### ecs-profile verify\n\n| project |"), text);
      List<String> rows = text.lines().filter(l -> l.startsWith("| half")).toList();
      assertEquals(1, rows.size(), text);
      assertTrue(
          rows.get(0)
              .contains(
                  "different description: a&#124;b&#60;img&#62;&#96;c&#96; (expected: d)<br>"),
          rows.get(0));
      assertEquals(5, rows.get(0).chars().filter(c -> c == '|').count(), rows.get(0));
      CliRunner.Run unwritable =
          server
              .cli()
              .with("GITHUB_ACTIONS", "true")
              .with("GITHUB_STEP_SUMMARY", dir.resolve("no/where").toString())
              .run("verify", "--project", "web");
      assertEquals(0, unwritable.code(), unwritable.all());
      assertTrue(unwritable.err().contains("::warning"), unwritable.err());
    }
  }

  @Test
  void neitherFileHoldsASecret() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      server.mustRun("all --project web --description a-secret-key-of-AWS --quiet");
      Path report = dir.resolve("r.xml");
      Path summary = dir.resolve("summary.md");
      CliRunner.Run run =
          server
              .cli()
              .with("AWS_SECRET_ACCESS_KEY", "a-secret-key-of-AWS")
              .with("GITHUB_ACTIONS", "true")
              .with("GITHUB_STEP_SUMMARY", summary.toString())
              .run(("verify --project web --description d --report junit=" + report).split(" "));
      assertEquals(10, run.code(), run.all());
      assertTrue(Files.readString(report).contains("description: *** (expected: d)"));
      assertTrue(Files.readString(summary).contains("description: &#42;&#42;&#42; (expected"));
    }
  }

  @Test
  void adviceIsNoFailure() throws IOException {
    try (LoggedSandbox server = new LoggedSandbox()) {
      String more = "--policy " + MANAGED_INSTANCES + " --policy service-role/AmazonEC2RoleforSSM";
      server.mustRun("all --project web --quiet " + more);
      server.log.clear();
      CliRunner.Run run = server.run("verify --project web --output json " + more);
      assertEquals(0, run.code(), run.all());
      assertEquals(3, server.log.size(), "no call for advice: " + server.log);
      JsonNode result = new ObjectMapper().readTree(run.out());
      List<String> codes = new ArrayList<>();
      result.get("advice").forEach(a -> codes.add(a.get("advice").asText()));
      assertEquals(List.of("both-ecs-policies", "deprecated-policy", "role-name-prefix"), codes);
      assertTrue(result.get("inSync").asBoolean());
      assertEquals(3, run.err().lines().filter(l -> l.startsWith("advice: role web-")).count());
    }
  }

  @Test
  void theQuotaIsAskedForOnceWithAllManaged() throws IOException {
    String seven =
        "ReadOnlyAccess PowerUserAccess IAMReadOnlyAccess AmazonS3ReadOnlyAccess"
            + " AmazonEC2ReadOnlyAccess AmazonSQSReadOnlyAccess AmazonSNSReadOnlyAccess";
    String more = " --policy " + seven.replace(" ", " --policy ");
    for (String fault : List.of("GetAccountSummary:2:denied", "GetAccountSummary:1:denied")) {
      try (LoggedSandbox server = new LoggedSandbox(fault)) {
        server.mustRun("all --project web --project api --quiet");
        server.mustRun("all --project web --quiet" + more);
        server.log.clear();
        CliRunner.Run run = server.run("verify --all-managed");
        assertEquals(0, run.code(), run.all());
        assertEquals(
            fault.contains(":2:"),
            run.err()
                .contains("advice: role web-ecs-instance-role has 9 of the 10 managed policies"),
            run.err());
        assertFalse(run.err().contains("api-ecs-instance-role has"), run.err());
        assertEquals(1, server.log.stream().filter(l -> l.contains("GetAccountSummary")).count());
      }
    }
  }
}
