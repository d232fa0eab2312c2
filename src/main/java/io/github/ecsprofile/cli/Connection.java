package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.AccountGuard;
import io.github.ecsprofile.iam.DeadlineExecutor;
import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.iam.Writer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.time.Duration;
import software.amazon.awssdk.services.iam.IamClient;

/** An open way to IAM, and the sandbox behind it where there is one; shared by all projects. */
final class Connection implements AutoCloseable {
  private final IamClient iam;
  private final AccountGuard account;
  private final SandboxServer sandbox;
  private final DeadlineExecutor workers;

  Connection(IamClient iam, AccountGuard account, SandboxServer sandbox, Duration timeout) {
    this.iam = iam;
    this.account = account;
    this.sandbox = sandbox;
    this.workers = new DeadlineExecutor(timeout);
  }

  Reader reader() {
    return new Reader(iam, workers);
  }

  Provisioner provisioner(RunReporter journal) {
    return new Provisioner(reader(), new Writer(iam), workers, account, journal);
  }

  AccountGuard account() {
    return account;
  }

  @Override
  public void close() {
    workers.close();
    iam.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
