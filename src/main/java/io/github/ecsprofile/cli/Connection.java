package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.IamClients;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.iam.RunEvents;
import io.github.ecsprofile.sandbox.SandboxServer;

/** An open connection to IAM, and the sandbox behind it if there is one; shared by all projects. */
final class Connection implements AutoCloseable {
  private final IamClients.Open iam;
  private final Deadline deadline;
  private final SandboxServer sandbox;

  Connection(IamClients.Open iam, Deadline deadline, SandboxServer sandbox) {
    this.iam = iam;
    this.deadline = deadline;
    this.sandbox = sandbox;
  }

  Reader reader() {
    return iam.reader();
  }

  Provisioner provisioner(RunEvents events) {
    return iam.provisioner(events);
  }

  AccountGuard account() {
    return iam.account();
  }

  Deadline deadline() {
    return deadline;
  }

  void requireOpen() {
    iam.executor().requireOpen();
  }

  @Override
  public void close() {
    iam.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
