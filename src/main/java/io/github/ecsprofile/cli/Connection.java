package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Workers;
import io.github.ecsprofile.sandbox.SandboxServer;
import software.amazon.awssdk.services.iam.IamClient;

/** An open way to IAM, and the sandbox behind it where there is one. */
record Connection(IamClient iam, SandboxServer sandbox, Workers workers) implements AutoCloseable {
  Connection(IamClient iam, SandboxServer sandbox) {
    this(iam, sandbox, new Workers());
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
