package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.model.IamWrites;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed policy against the calls that the tool makes: none too few, none too many. */
class PermissionsTest {
  static Stream<CommandCases.Case> cases() {
    return CommandCases.all();
  }

  /** The rights that the runs asked for. */
  private static Set<String> runAll(CommandCases.Case c, JsonNode policy) throws IOException {
    Set<String> used = new TreeSet<>();
    for (String state : c.states()) {
      try (EnforcingSandbox iam = new EnforcingSandbox()) {
        iam.prepare(state);
        iam.enforce(policy);
        CliRunner.Run run = iam.run(CommandCases.line(c.command()));
        assertEquals(0, run.code(), state + "\n" + run.all());
        used.addAll(iam.used());
      }
    }
    return used;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noCallWithoutItsRightAndNoRightWithoutItsCall(CommandCases.Case c) throws IOException {
    JsonNode policy = CommandCases.policy(c.command());
    assertEquals(new PolicyReading(policy).actions(), runAll(c, policy));
  }

  @Test
  void everyWriteOfTheToolIsInSomePolicy() throws IOException {
    Set<String> granted = new TreeSet<>();
    for (CommandCases.Case c : cases().toList()) {
      granted.addAll(new PolicyReading(CommandCases.policy(c.command())).actions());
    }
    Arrays.stream(IamWrites.class.getMethods())
        .map(Method::getName)
        .filter(name -> !name.equals("requireRole"))
        .map(name -> "iam:" + name.substring(0, 1).toUpperCase() + name.substring(1))
        .forEach(action -> assertTrue(granted.contains(action), action));
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void whatWasNotAskedForIsNotAllowed(String allowed, String tried) throws IOException {
    try (EnforcingSandbox iam = new EnforcingSandbox()) {
      iam.enforce(CommandCases.policy(allowed));
      CliRunner.Run run = iam.run(tried);
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
      try (EnforcingSandbox iam = new EnforcingSandbox()) {
        assertEquals(0, iam.run(made + " --tag Project=other").code());
        iam.enforce(CommandCases.policy("delete"));
        assertEquals(5, iam.run("delete --project p --yes --force").code());
        iam.enforce(CommandCases.policy("delete --force"));
        CliRunner.Run forced = iam.run("delete --project p --yes --force");
        assertEquals(0, forced.code(), forced.all());
      }
    }
  }

  @Test
  void severalCommandsGiveTheUnionOfTheirRights() throws IOException {
    Set<String> union =
        new TreeSet<>(new PolicyReading(CommandCases.policy("create-role")).actions());
    union.addAll(new PolicyReading(CommandCases.policy("delete")).actions());
    union.addAll(new PolicyReading(CommandCases.policy("get-arn")).actions());
    JsonNode both = CommandCases.policy("create-role --for delete --for get-arn --for delete");
    assertEquals(union, new PolicyReading(both).actions());
    Set<String> sids = new TreeSet<>();
    both.get("Statement").forEach(s -> assertTrue(sids.add(s.get("Sid").asText()), both + ""));
    assertEquals(CommandCases.policy("delete"), CommandCases.policy("delete --for delete"));
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
    Set<String> more = new TreeSet<>(new PolicyReading(CommandCases.policy(wider)).actions());
    more.removeAll(new PolicyReading(CommandCases.policy(plain)).actions());
    return more;
  }
}
