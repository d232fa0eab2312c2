package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * An open connection to IAM, with the credentials of the caller; shared by all projects of a run.
 * Each request asks the deadline first.
 */
public final class Connection implements AutoCloseable {
  private final IamClient iam;
  private final AttemptLog attempts = new AttemptLog();
  private final Deadline deadline;
  private final Supplier<CallerIdentity> caller;
  private final AccountGuard account;
  private final DeadlineExecutor executor;
  private final Optional<Endpoints.Endpoint> endpoint;
  private final String credentialsSource;
  private final Runnable onClose;

  /**
   * Creates a connection with credentials that are ready.
   *
   * @param onClose closes what the connection owns besides its clients
   */
  Connection(
      ServiceClients clients,
      Credentials credentials,
      AccountGuard.Expected expected,
      Deadline deadline,
      Optional<Endpoints.Endpoint> endpoint,
      Runnable onClose) {
    this.iam = clients.iam(credentials, attempts);
    this.deadline = deadline;
    this.caller = () -> caller(clients, credentials);
    this.account = new AccountGuard(expected, () -> caller.get().account());
    this.executor = new DeadlineExecutor(deadline);
    this.endpoint = endpoint;
    this.credentialsSource = credentials.description();
    this.onClose = onClose;
  }

  /**
   * Checks all settings, gets the credentials, and makes the connection ready. Sends no request to
   * IAM.
   *
   * @param env the environment
   * @param deadline of the command; runs already
   * @throws Failure of kind BAD_INPUT if a setting is wrong (nothing was sent), of kind
   *     ACCESS_DENIED if there are no credentials, of kind UNAVAILABLE if they are out of reach
   */
  public static Connection open(
      ClientConfig config, Map<String, String> env, Deadline deadline, Events events) {
    Caller caller = Caller.open(config, env, deadline, events);
    return caller.connect();
  }

  private static CallerIdentity caller(ServiceClients clients, Credentials credentials) {
    try (StsClient sts = clients.stsForAccount(credentials)) {
      return SdkErrors.call(
          Service.STS,
          "GetCallerIdentity",
          () -> {
            GetCallerIdentityResponse answer = sts.getCallerIdentity();
            return new CallerIdentity(answer.account(), answer.arn());
          });
    }
  }

  /** Asks STS who the caller is, within the command's deadline. */
  public CallerIdentity caller() {
    return executor.await(executor.submit(true, null, caller));
  }

  /** Returns what asks IAM about the caller's rights. */
  public PolicySimulator simulator() {
    return new PolicySimulator(iam, executor);
  }

  /** Returns a reader; readers keep no state. */
  public Reader reader() {
    return new Reader(iam, executor);
  }

  /** Returns what reads the instance profiles of the account. */
  public Inventory inventory() {
    return new Inventory(reader(), executor);
  }

  /** Returns what carries out one project's run; {@code events} receives what happens. */
  public Provisioner provisioner(RunEvents events) {
    return new Provisioner(reader(), new Writer(iam), executor, account, events, attempts);
  }

  /** Returns the deadline of the command. */
  public Deadline deadline() {
    return deadline;
  }

  /** Fails as unavailable or interrupted if no call may start any more. */
  public void requireOpen() {
    executor.requireOpen();
  }

  /** Returns the check of {@code --account}. */
  public AccountGuard account() {
    return account;
  }

  /** Returns the endpoint that is used in place of AWS's own. */
  public Optional<URI> endpoint() {
    return endpoint.map(Endpoints.Endpoint::uri);
  }

  /** Returns the setting that gives the endpoint, such as AWS_ENDPOINT_URL_IAM. */
  public Optional<String> endpointSetting() {
    return endpoint.map(Endpoints.Endpoint::setting);
  }

  /** Returns where the credentials come from, in words for the log; no secrets. */
  public String credentialsSource() {
    return credentialsSource;
  }

  /** Closes the clients. A call that is in flight fails. */
  @Override
  public void close() {
    executor.close();
    iam.close();
    onClose.run();
  }
}
