package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsprofile.cli.AttributeArguments;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.model.AttributeSamples;
import io.github.ecsprofile.model.RoleAttributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands whose rights are compared with their calls, for the project p. */
final class CommandCases {
  static final String ROLE = "p-ecs-instance-role";
  private static final String WIDE = " --update --prune";
  private static final String SET =
      " --path /ecs/ --tag New=1"
          + AttributeArguments.of(RoleAttributes.from(a -> Optional.of(AttributeSamples.other(a))));
  private static final String PROFILE_SET = " --path /ecs/ --tag New=1";

  private CommandCases() {}

  /** A command with its options, and the states in which it is run, each made by commands. */
  record Case(String command, List<String> states) {
    @Override
    public String toString() {
      return command;
    }
  }

  private static String other() {
    return " --trust-policy src/test/resources/input/other-trust.json";
  }

  /** Everything there and everything other than asked for, a foreign role in the profile too. */
  private static String different() {
    return "create-role --project p --path /ecs/ --tag Old=1"
        + AttributeArguments.of(AttributeSamples.all())
        + other()
        + ";attach-policies --project p --policy AmazonS3ReadOnlyAccess"
        + other()
        + ";create-role --project q"
        + ";create-profile --project p --path /ecs/ --tag Old=1"
        + ";add-role --project p --adopt --role-name q-ecs-instance-role --instance-profile-name "
        + ROLE;
  }

  static Stream<Case> all() {
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

  /** Returns the policy that the program prints for a command. */
  static JsonNode policy(String command) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(("permissions --project p --for " + command).split(" +")));
    CliRunner.Run run = CliRunner.at("http://127.0.0.1:9").run(words.toArray(String[]::new));
    assertEquals(0, run.code(), run.all());
    return new ObjectMapper().readTree(run.out());
  }

  /** Returns the command line that a case is about. */
  static String line(String command) {
    if (command.equals("list") || command.endsWith("--all-managed")) {
      return command;
    }
    String[] parts = command.split(" ", 2);
    return parts[0]
        + " --project p"
        + (parts.length > 1 ? " " + own(parts[0], parts[1]) : "")
        + (parts[0].equals("delete") ? " --yes" : "");
  }

  /** Without the options that decide the rights and that the command itself does not have. */
  private static String own(String command, String options) {
    return command.equals("delete") ? options.replace("--path /ecs/", "") : options;
  }
}
