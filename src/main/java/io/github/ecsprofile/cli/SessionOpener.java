package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Connection;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.Endpoints;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.sandbox.SandboxServer;
import io.github.ecsprofile.sandbox.StateFileException;
import java.io.IOException;
import java.nio.file.Path;

/** Opens the connection of a command, and says where it leads. */
final class SessionOpener {
  private final CommandContext context;
  private final AwsOptions aws;
  private final AccountScope account;

  /**
   * Creates it.
   *
   * @param account null for the account in use
   */
  SessionOpener(CommandContext context, AccountScope account) {
    this.context = context;
    this.aws = context.aws();
    this.account = account;
  }

  IamSession open() {
    if (account != null) {
      Connection connection =
          account.open(aws.config(context.env(), null), context.env(), new ConsoleEvents(context));
      describe(connection);
      return new IamSession(connection, null);
    }
    Deadline deadline = aws.deadline();
    context.runs().opened(deadline);
    SandboxServer server = aws.sandbox ? sandbox() : null;
    try {
      Connection connection =
          Connection.open(
              aws.config(context.env(), server == null ? null : server.endpoint()),
              context.env(),
              deadline,
              new ConsoleEvents(context));
      describe(connection);
      return new IamSession(connection, server);
    } catch (RuntimeException e) {
      if (server != null) {
        server.close();
      }
      throw e;
    }
  }

  private SandboxServer sandbox() {
    context.note("sandbox: no AWS account is used");
    Path file = AwsOptions.stateFile(context.env());
    try {
      return SandboxServer.start(SandboxServer.Options.file(file));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          "the sandbox cannot start: " + e.getMessage(),
          e instanceof StateFileException
              ? "Clear it: ecs-profile sandbox --reset"
              : "Check " + file + ".",
          e);
    }
  }

  private void describe(Connection connection) {
    if (context.isVerbose()) {
      context.note("credentials: " + connection.credentialsSource());
      context.note("region: " + aws.region(context.env()).orElse("none, IAM is global"));
      context.note("endpoint: " + connection.endpoint().map(Endpoints::printable).orElse("AWS"));
    } else if (!aws.sandbox && aws.endpointUrl == null) {
      connection
          .endpoint()
          .ifPresent(
              e ->
                  context
                      .console()
                      .noteOnce(
                          "endpoint from "
                              + connection.endpointSetting().orElse("")
                              + ": "
                              + Endpoints.printable(e)));
    }
  }
}
