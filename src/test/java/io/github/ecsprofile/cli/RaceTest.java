package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Others change a resource between a look of the program and its writes. */
class RaceTest {
  private static final String LAMBDA = "src/test/resources/input/lambda.json";

  private static void others(String endpoint, String... args) {
    CliRunner.Run run = CliRunner.at(endpoint).run(args);
    assertEquals(0, run.code(), run.all());
  }

  @Test
  void aTrustPolicyThatChangesBeforePoliciesAreAttachedIsAConflict() throws IOException {
    try (IamProxy proxy = IamProxy.after("GetRole", 1)) {
      others(proxy.direct(), "create-role", "--project", "p");
      proxy.onCall(
          () ->
              others(
                  proxy.direct(),
                  "create-role",
                  "--project",
                  "p",
                  "--trust-policy",
                  LAMBDA,
                  "--update"));
      CliRunner.Run run = CliRunner.at(proxy.endpoint()).run("attach-policies", "--project", "p");
      assertEquals(4, run.code(), run.all());
      assertTrue(run.err().contains("trust policy changed during the run"), run.err());
      assertTrue(run.err().contains("done: attached policy arn:aws:iam::aws:policy/"), run.err());
    }
  }

  @Test
  void aRoleThatIsReplacedBeforeItIsAddedIsAConflict() throws IOException {
    try (IamProxy proxy = IamProxy.after("GetRole", 1)) {
      others(proxy.direct(), "create-role", "--project", "p");
      proxy.onCall(
          () -> {
            others(proxy.direct(), "delete", "--project", "p", "--yes");
            others(proxy.direct(), "create-role", "--project", "p");
          });
      CliRunner.Run run = CliRunner.at(proxy.endpoint()).run("all", "--project", "p");
      assertEquals(4, run.code(), run.all());
      assertTrue(run.err().contains("replaced during the run"), run.err());
      assertTrue(run.err().contains("done: added role p-ecs-instance-role"), run.err());
    }
  }

  /** An answer at the prompt that takes others the time for a change. */
  private static InputStream answering(Runnable meanwhile, String answers) {
    return new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)) {
      private boolean first = true;

      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        if (first) {
          first = false;
          meanwhile.run();
        }
        return super.read(into, offset, Math.min(length, 2));
      }
    };
  }

  @Test
  void whatAppearsDuringTheQuestionIsAskedAboutAgain() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      String endpoint = server.endpoint().toString();
      others(endpoint, "all", "--project", "p");
      Runnable attach =
          () -> others(endpoint, "attach-policies", "--project", "p", "--policy", "ReadOnlyAccess");
      CliRunner.Run run =
          CliRunner.at(endpoint)
              .typing(answering(attach, "y\nn\n"))
              .run("delete", "--project", "p", "--force");
      assertEquals(0, run.code(), run.all());
      assertTrue(run.err().contains("changed since it was shown"), run.err());
      assertTrue(run.err().contains("- policy arn:aws:iam::aws:policy/ReadOnlyAccess"), run.err());
      assertFalse(run.err().contains("deleted role"), run.err());
      assertEquals(0, CliRunner.at(endpoint).run("get-arn", "--project", "p").code());
    }
  }

  @Test
  void whereNothingIsShownNothingIsDeleted() throws IOException {
    try (IamProxy proxy = IamProxy.after("ListRolePolicies", 1)) {
      proxy.onCall(() -> {});
      CliRunner.Run run = CliRunner.at(proxy.endpoint()).typing("").run("delete", "--project", "p");
      assertEquals(0, run.code(), run.all());
      assertTrue(run.err().contains("Nothing to delete"), run.err());
      assertEquals(1, proxy.arrived().stream().filter("GetRole"::equals).count(), "looked once");
    }
  }

  @Test
  void oneThatCannotBeDeletedDoesNotHideTheOthers() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      String endpoint = server.endpoint().toString();
      others(endpoint, "all", "--project", "p", "--project", "q");
      others(endpoint, "attach-policies", "--project", "p", "--policy", "ReadOnlyAccess");
      CliRunner.Run run =
          CliRunner.at(endpoint)
              .typing("y\n")
              .run("delete", "--project", "p", "--project", "q", "--output", "json");
      assertEquals(4, run.code(), run.all());
      assertTrue(run.err().contains("error: p: "), run.err());
      assertTrue(run.err().contains("q (account 000000000000, "), run.err());
      assertEquals(1, run.out().lines().count(), run.out());
      assertEquals(0, CliRunner.at(endpoint).run("get-arn", "--project", "p").code());
      assertEquals(3, CliRunner.at(endpoint).run("get-arn", "--project", "q").code());
    }
  }

  @Test
  void aProjectWithNothingToDeleteHasAResult() throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      CliRunner.Run run =
          CliRunner.at(server.endpoint().toString())
              .typing("")
              .run("delete", "--project", "p", "--output", "json");
      assertEquals(0, run.code(), run.all());
      assertTrue(run.out().contains("\"changes\":[]"), run.out());
    }
  }
}
