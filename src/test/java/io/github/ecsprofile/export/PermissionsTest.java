package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.model.IamWrites;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed policy against the calls that the tool makes: none too few, none too many. */
class PermissionsTest {
  private static final String ROLE = "p-ecs-instance-role";
  private static final String WIDE = " --update --prune";
  private static final String SET =
      " --path /ecs/ --description new --max-session-duration 7200 --tag New=1"
          + " --permissions-boundary PowerUserAccess";
  private static final String PROFILE_SET = " --path /ecs/ --tag New=1";
  @TempDir static Path dir;

  /** A command with its options, and the states in which it is run, each made by commands. */
  record Case(String command, List<String> states) {
    @Override
    public String toString() {
      return command;
    }
  }

  @BeforeAll
  static void anotherTrust() throws IOException {
    Files.writeString(
        dir.resolve("other.json"),
        """
        {"Statement": {"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"},
         "Action": "sts:AssumeRole"}}""");
  }

  private static String other() {
    return " --trust-policy " + dir.resolve("other.json");
  }

  /** Everything there and everything other than asked for, a foreign role in the profile too. */
  private static String different() {
    return ("create-role --project p --path /ecs/ --description old --tag Old=1"
            + " --permissions-boundary ReadOnlyAccess")
        + other()
        + ";attach-policies --project p --policy AmazonS3ReadOnlyAccess"
        + other()
        + ";create-role --project q"
        + ";create-profile --project p --path /ecs/ --tag Old=1"
        + ";add-role --project p --adopt --role-name q-ecs-instance-role --instance-profile-name "
        + ROLE;
  }

  static Stream<Case> cases() {
    String own = "all --project p";
    return Stream.of(
        new Case("all", List.of("")),
        new Case("all --path /ecs/", List.of("")),
        new Case("all --path /a*b?$/ --permissions-boundary PowerUserAccess", List.of("")),
        new Case("all" + SET, List.of("")),
        new Case("all --update", List.of("", "create-role --project p" + other(), swap())),
        new Case("all --update" + SET, List.of("", different())),
        new Case("all" + WIDE + SET, List.of("", different())),
        new Case("create-role", List.of("")),
        new Case("create-role" + WIDE + SET, List.of("", different())),
        new Case("attach-policies", List.of("create-role --project p")),
        new Case(
            "attach-policies --prune",
            List.of(own + " --policy AmazonS3ReadOnlyAccess", "create-role --project p")),
        new Case("create-profile", List.of("")),
        new Case("create-profile" + WIDE + PROFILE_SET, List.of("", different())),
        new Case("add-role", List.of("create-role --project p;create-profile --project p")),
        new Case(
            "add-role --update",
            List.of(swap(), "create-role --project p;create-profile --project p")),
        new Case("get-arn", List.of(own)),
        new Case("list", List.of(own)),
        new Case("verify --all-managed", List.of(own)),
        new Case("verify", List.of(own)),
        new Case("verify --prune", List.of(own)),
        new Case("delete", List.of(own)),
        new Case("delete --path /ecs/", List.of(own + " --path /ecs/")),
        new Case(
            "delete --force --path /ecs/",
            List.of(
                different(),
                own
                    + " --path /ecs/;create-profile --project r;add-role --project p --adopt"
                    + " --instance-profile-name r-ecs-instance-role;PutRolePolicy")));
  }

  private static String swap() {
    return "create-role --project p;all --project q --instance-profile-name "
        + ROLE
        + " --tag Project=p";
  }

  private static CliRunner.Run run(Enforcer iam, String line) {
    return CliRunner.at(iam.endpoint()).run(line.trim().split(" +"));
  }

  static JsonNode policy(String command) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(("permissions --project p --for " + command).split(" +")));
    CliRunner.Run run = CliRunner.at("http://127.0.0.1:9").run(words.toArray(String[]::new));
    assertEquals(0, run.code(), run.all());
    return new ObjectMapper().readTree(run.out());
  }

  private static String line(String command) {
    String[] parts = command.split(" ", 2);
    if (parts[0].equals("list") || command.endsWith("--all-managed")) {
      return command;
    }
    return parts[0]
        + " --project p"
        + (parts.length > 1 ? " " + own(parts[0], parts[1]) : "")
        + (parts[0].equals("delete") ? " --yes" : "");
  }

  /** Without the options that decide the rights and that the command itself does not have. */
  private static String own(String command, String options) {
    return command.equals("delete") ? options.replace("--path /ecs/", "") : options;
  }

  /** The rights that the runs asked for. */
  private static Set<String> runAll(Case c, JsonNode policy) throws IOException {
    Set<String> used = new TreeSet<>();
    for (String state : c.states()) {
      try (Enforcer iam = new Enforcer("ec2.amazonaws.com")) {
        for (String made : state.isEmpty() ? new String[0] : state.split(";")) {
          if (made.equals("PutRolePolicy")) {
            iam.putRolePolicy(ROLE);
          } else {
            CliRunner.Run run = run(iam, made);
            assertEquals(0, run.code(), made + "\n" + run.all());
          }
        }
        iam.enforce(policy);
        CliRunner.Run run = run(iam, line(c.command()));
        assertEquals(0, run.code(), state + "\n" + run.all());
        used.addAll(iam.used());
      }
    }
    return used;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noCallWithoutItsRightAndNoRightWithoutItsCall(Case c) throws IOException {
    JsonNode policy = policy(c.command());
    assertEquals(new PolicyReading(policy).actions(), runAll(c, policy));
  }

  @Test
  void everyWriteOfTheToolIsInSomePolicy() throws IOException {
    Set<String> granted = new TreeSet<>();
    for (Case c : cases().toList()) {
      granted.addAll(new PolicyReading(policy(c.command())).actions());
    }
    Arrays.stream(IamWrites.class.getMethods())
        .map(Method::getName)
        .filter(name -> !name.equals("requireRole"))
        .map(name -> "iam:" + name.substring(0, 1).toUpperCase() + name.substring(1))
        .forEach(action -> assertTrue(granted.contains(action), action));
  }

  static Stream<String> rightsOfAll() throws IOException {
    return new PolicyReading(policy("all")).actions().stream();
  }

  @ParameterizedTest
  @MethodSource("rightsOfAll")
  void withoutAnyOneRightTheRunFailsAndNamesIt(String action) throws IOException {
    JsonNode policy = policy("all");
    for (JsonNode statement : policy.get("Statement")) {
      ArrayNode left = ((ObjectNode) statement).arrayNode();
      JsonNode actions = statement.get("Action");
      (actions.isArray() ? actions : left.arrayNode().add(actions))
          .forEach(
              a -> {
                if (!a.asText().equals(action)) {
                  left.add(a);
                }
              });
      ((ObjectNode) statement).set("Action", left);
    }
    try (Enforcer iam = new Enforcer("ec2.amazonaws.com")) {
      iam.enforce(policy);
      CliRunner.Run run = run(iam, line("all"));
      assertEquals(5, run.code(), run.all());
      assertTrue(run.err().contains(action), run.err());
      assertEquals("", run.out());
    }
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void whatWasNotAskedForIsNotAllowed(String allowed, String tried) throws IOException {
    try (Enforcer iam = new Enforcer("ec2.amazonaws.com")) {
      iam.enforce(policy(allowed));
      CliRunner.Run run = run(iam, tried);
      assertEquals(5, run.code(), run.all());
    }
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        Arguments.of("all", "all --project q"),
        Arguments.of("all --path /ecs/", "all --project p"),
        Arguments.of("all --path /a*/", "all --project p --path /aa/"),
        Arguments.of("all", "all --project p --policy AdministratorAccess"),
        Arguments.of("all --permissions-boundary PowerUserAccess", "all --project p"),
        Arguments.of(
            "all --permissions-boundary PowerUserAccess",
            "all --project p --permissions-boundary ReadOnlyAccess"),
        Arguments.of("all --account 111122223333", "all --project p"));
  }

  /** A role that was replaced after the tool read it is not deleted: IAM sees its tag. */
  @Test
  void aResourceWithoutTheOwnerTagIsNotDeleted() throws IOException {
    for (String made : List.of("create-role --project p", "create-profile --project p")) {
      try (Enforcer iam = new Enforcer("ec2.amazonaws.com")) {
        assertEquals(0, run(iam, made + " --tag Project=other").code());
        iam.enforce(policy("delete"));
        assertEquals(5, run(iam, "delete --project p --yes --force").code());
        iam.enforce(policy("delete --force"));
        CliRunner.Run forced = run(iam, "delete --project p --yes --force");
        assertEquals(0, forced.code(), forced.all());
      }
    }
  }

  @Test
  void severalCommandsGiveTheUnionOfTheirRights() throws IOException {
    Set<String> union = new TreeSet<>(new PolicyReading(policy("create-role")).actions());
    union.addAll(new PolicyReading(policy("delete")).actions());
    union.addAll(new PolicyReading(policy("get-arn")).actions());
    JsonNode both = policy("create-role --for delete --for get-arn --for delete");
    assertEquals(union, new PolicyReading(both).actions());
    Set<String> sids = new TreeSet<>();
    both.get("Statement").forEach(s -> assertTrue(sids.add(s.get("Sid").asText()), both + ""));
    assertEquals(policy("delete"), policy("delete --for delete"));
    for (JsonNode s : both.get("Statement")) {
      boolean reads = s.get("Sid").asText().startsWith("Read");
      assertEquals(reads, s.get("Action").toString().matches(".*iam:(Get|List).*"), s + "");
      assertEquals(!reads, s.get("Action").toString().matches(".*iam:(?!Get|List).*"), s + "");
    }
  }

  @Test
  void adoptingNeedsTheRightToTagWhatTheStepWrites() throws IOException {
    assertEquals(Set.of("iam:TagRole"), added("attach-policies", "attach-policies --adopt"));
    assertEquals(
        Set.of("iam:TagRole", "iam:TagInstanceProfile"), added("add-role", "add-role --adopt"));
    assertEquals(Set.of(), added("all", "all --adopt"));
  }

  private static Set<String> added(String plain, String wider) throws IOException {
    Set<String> more = new TreeSet<>(new PolicyReading(policy(wider)).actions());
    more.removeAll(new PolicyReading(policy(plain)).actions());
    return more;
  }
}
