package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.CallerIdentity;
import io.github.ecsprofile.iam.Connection;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.Inventory;
import io.github.ecsprofile.iam.PolicySimulator;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.iam.RunEvents;
import io.github.ecsprofile.sandbox.SandboxServer;

/** A connection, and the sandbox server that this process started for it, if any. */
final class IamSession implements AutoCloseable {
  private final Connection connection;
  private final SandboxServer sandbox;

  /**
   * Creates the session.
   *
   * @param sandbox null where IAM is not the sandbox
   */
  IamSession(Connection connection, SandboxServer sandbox) {
    this.connection = connection;
    this.sandbox = sandbox;
  }

  Reader reader() {
    return connection.reader();
  }

  Inventory inventory() {
    return connection.inventory();
  }

  Provisioner provisioner(RunEvents events) {
    return connection.provisioner(events);
  }

  CallerIdentity caller() {
    return connection.caller();
  }

  PolicySimulator simulator() {
    return connection.simulator();
  }

  AccountGuard account() {
    return connection.account();
  }

  Deadline deadline() {
    return connection.deadline();
  }

  void requireOpen() {
    connection.requireOpen();
  }

  @Override
  public void close() {
    connection.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
