package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens connections to several accounts, with the credentials of a role in each. Those whose role
 * the same profile assumes share its credentials: an MFA code is asked for once, and could not be
 * used twice.
 */
public final class RoleConnections implements AutoCloseable {
  private final Map<String, String> env;
  private final Deadline deadline;
  private final Events events;
  private final Map<String, FutureTask<Caller>> callers = new HashMap<>();

  /**
   * Creates it; opens nothing yet.
   *
   * @param deadline of the command; runs already
   * @param events receives what happens while the caller's own credentials are fetched
   */
  public RoleConnections(Map<String, String> env, Deadline deadline, Events events) {
    this.env = env;
    this.deadline = deadline;
    this.events = events;
  }

  /**
   * Opens a connection with the credentials of a role.
   *
   * @param config with the profile that assumes the role, and the account that the role is in
   * @throws Failure as {@link Connection#open}, and of kind ACCESS_DENIED if the role cannot be
   *     assumed
   */
  public Connection open(ClientConfig config, String roleArn, Events ofAccount) {
    return caller(config).connectAs(roleArn, config.account(), ofAccount);
  }

  /** The first that needs a caller opens it; a failure is that of everyone who needs it. */
  private Caller caller(ClientConfig config) {
    FutureTask<Caller> caller;
    synchronized (callers) {
      caller =
          callers.computeIfAbsent(
              config.profile(),
              profile -> new FutureTask<>(() -> Caller.open(config, env, deadline, events)));
    }
    caller.run();
    try {
      return caller.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Failure.Kind.INTERRUPTED, "interrupted", "", e);
    }
  }

  @Override
  public void close() {
    synchronized (callers) {
      callers.values().stream().filter(FutureTask::isDone).forEach(RoleConnections::close);
    }
  }

  private static void close(FutureTask<Caller> opened) {
    try {
      opened.get().close();
    } catch (ExecutionException e) {
      // It could not be opened: there is nothing to close.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
