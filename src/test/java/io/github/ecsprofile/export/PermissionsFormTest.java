package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.cli.CliRunner;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as a document, and what is no use of the two commands that print one. */
class PermissionsFormTest {
  @Test
  void chinaKnowsEc2ByTwoNames() throws IOException {
    String text = CommandCases.policy("all --region cn-north-1 --account 111122223333").toString();
    assertTrue(
        text.contains("\"iam:PassedToService\":[\"ec2.amazonaws.com\",\"ec2.amazonaws.com.cn\"]"),
        text);
    assertTrue(text.contains("arn:aws-cn:iam::111122223333:role/p-ecs-instance-role"), text);
    assertFalse(text.contains("arn:aws:"), text);
  }

  @Test
  void theLargestFitsAManagedPolicy() throws IOException {
    StringBuilder command = new StringBuilder("all --update --prune --path /");
    command.append("p".repeat(100)).append("/ --permissions-boundary PowerUserAccess");
    command.append(" --description d --account 111122223333");
    for (int i = 0; i < 20; i++) {
      command
          .append(" --policy arn:aws:iam::111122223333:policy/")
          .append("x".repeat(60))
          .append(i);
    }
    int size = CommandCases.policy(command.toString()).toString().length();
    assertTrue(size < 6144, "" + size);
  }

  @Test
  void theDocumentIsOneLineWhereJsonIsAskedFor() {
    CliRunner.Run run =
        CliRunner.at("http://127.0.0.1:9").run("permissions", "--project", "p", "--output", "json");
    assertEquals(1, run.out().lines().count(), run.all());
    assertTrue(run.out().startsWith("{\"Version\":\"2012-10-17\",\"Statement\":["), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permissions --project p --for nothing",
        "permissions --project p --account 12",
        "permissions --project p --account *",
        "permissions --project p --output env",
        "permissions --project p --project q",
        "permissions",
        "permissions --project p --region nowhere-1",
        "permissions --project p --for get-arn --update",
        "permissions --project p --for verify --adopt",
        "permissions --project p --for all --force",
        "permissions --project p --for get-arn --prune",
        "permissions --project p --for init",
        "permissions --project p --timeout 5",
        "permissions --project p --allow-plain-http",
        "permissions --project p --check --output env",
        "permissions --project p --check --for get-arn --force",
        "export --project p",
        "export --project p --format cloudformation --no-import",
        "export --project p --project q --format terraform --role-name x",
        "export --project p --format terraform --parallel 2",
        "export --project p --format cloudformation --policy arn:aws:iam::aws:policy/{{resolve:ssm:x}}/y",
        "export --project p --project q --format cloudformation --path /{{resolve:ssm:x}}/",
        "export --project p --format cdk",
        "export --format terraform",
        "export --project p --format cloudformation --description {{resolve:ssm:x}}",
      })
  void badInputIsTwoAndSaysNothingOnStdout(String line) {
    CliRunner.Run run = CliRunner.at("http://127.0.0.1:9").run(line.split(" "));
    assertEquals(2, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
  }
}
