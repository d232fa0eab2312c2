package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsprofile.model.AttributeSamples;
import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every row of {@link RoleAttribute} from its option to IAM and back: what the command line, the
 * writer or the reader forgets of an attribute fails here.
 */
class RoleAttributeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SandboxServer server;

  @BeforeEach
  void start() throws Exception {
    server = SandboxServer.start(SandboxServer.Options.inMemory());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode run(int code, String line) throws Exception {
    CliRunner.Run run =
        CliRunner.at(server.endpoint().toString()).run((line + " --output json").split(" +"));
    assertEquals(code, run.code(), line + "\n" + run.all());
    return run.out().isEmpty() ? JSON.missingNode() : JSON.readTree(run.out());
  }

  private static RoleAttributes of(RoleAttribute attribute, AttributeValue value) {
    return new RoleAttributes(Map.of(attribute, value));
  }

  private static String checkName(RoleAttribute attribute) {
    return RoleAttributeOptions.option(attribute).substring(2);
  }

  private static JsonNode step(JsonNode result, String action) {
    return StreamSupport.stream(result.findValue("changes").spliterator(), false)
        .filter(c -> c.path("action").asText().equals(action))
        .findFirst()
        .orElseThrow(() -> new AssertionError(action + " is not in " + result));
  }

  @ParameterizedTest
  @EnumSource
  void itIsCreatedAndReadBack(RoleAttribute attribute) throws Exception {
    AttributeValue value = AttributeSamples.one(attribute);
    String option = AttributeArguments.of(of(attribute, value));
    JsonNode created = run(0, "all --project p" + option);
    assertEquals(
        value.json(), step(created, "CreateRole").path("after").path(attribute.jsonName()));
    JsonNode verified = run(0, "verify --project p" + option);
    assertEquals(
        1,
        StreamSupport.stream(verified.findValue("checks").spliterator(), false)
            .filter(c -> c.path("check").asText().equals(checkName(attribute)))
            .filter(c -> c.path("actual").asText().equals(value.text()))
            .count(),
        verified.toString());
  }

  @ParameterizedTest
  @EnumSource
  void itIsChangedByItsCallAndTheOthersStay(RoleAttribute attribute) throws Exception {
    AttributeValue other = AttributeSamples.other(attribute);
    String option = AttributeArguments.of(of(attribute, other));
    run(0, "all --project p" + AttributeArguments.of(AttributeSamples.all()));
    run(10, "verify --project p" + option);
    run(4, "all --project p" + option);
    JsonNode step =
        step(run(0, "all --project p --update" + option), attribute.setter().action().apiName());
    assertEquals(of(attribute, AttributeSamples.one(attribute)).json(), step.path("before"));
    assertEquals(of(attribute, other).json(), step.path("after"));
    run(0, "verify --project p" + AttributeArguments.of(AttributeSamples.allBut(attribute)));
  }

  @ParameterizedTest
  @EnumSource
  void itIsSetWhereItWasNot(RoleAttribute attribute) throws Exception {
    String option = AttributeArguments.of(of(attribute, AttributeSamples.one(attribute)));
    run(0, "all --project p");
    run(0, "all --project p --update" + option);
    run(0, "verify --project p" + option);
  }

  @ParameterizedTest
  @EnumSource
  void itsCallIsAllowedIfItIsAskedFor(RoleAttribute attribute) throws Exception {
    String action = "\"iam:" + attribute.setter().action().apiName() + "\"";
    String command = "permissions --project p --for create-role --update";
    String option = AttributeArguments.of(of(attribute, AttributeSamples.one(attribute)));
    assertTrue(!permissions(command).contains(action), action);
    assertTrue(permissions(command + option).contains(action), action);
  }

  private String permissions(String line) {
    CliRunner.Run run = CliRunner.at(server.endpoint().toString()).run(line.split(" +"));
    assertEquals(0, run.code(), run.all());
    return run.out();
  }
}
