package io.github.ecsprofile.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves a subset of IAM on loopback over plain HTTP, with IAM's shapes, codes and texts. Checks
 * the form of the Authorization header but no signature, and keeps no credential.
 */
public final class SandboxServer implements AutoCloseable {
  // More threads than connections: a slow sender occupies a thread of its own, and no other request
  // waits for it.
  private static final int THREADS = 512;

  static {
    // Read by the JDK's server when its first instance is made: a slow or a large request must not
    // block the others. Seconds; -1, no end, is its default.
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "60");
    setDefault("sun.net.httpserver.maxReqHeaders", "100");
    setDefault("sun.net.httpserver.maxReqHeaderSize", "65536");
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("jdk.httpserver.maxConnections", "500");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Configures a sandbox.
   *
   * @param port the TCP port; 0 for a free one
   * @param state the state file; null to keep the state in memory
   * @param latency the pause before each answer
   * @param consistency how long reads do not show what was written: reads, and the lookup of what a
   *     write is about, use the state of that long ago; whether a name is taken is decided by the
   *     newest state
   * @param faults the faults to inject
   * @param requestLog receives one line per request: action, status, code, milliseconds
   * @param servicePrincipals service principals that trust policies may name, besides AWS's
   * @param callerPolicies the policies that limit the callers
   */
  public record Options(
      int port,
      Path state,
      Duration latency,
      Duration consistency,
      List<Fault> faults,
      Consumer<String> requestLog,
      Set<String> servicePrincipals,
      CallerPolicies callerPolicies) {
    public Options(
        int port,
        Path state,
        Duration latency,
        Duration consistency,
        List<Fault> faults,
        Consumer<String> requestLog) {
      this(
          port,
          state,
          latency,
          consistency,
          faults,
          requestLog,
          Set.of(),
          CallerPolicies.UNLIMITED);
    }

    public static Options inMemory() {
      return file(null);
    }

    public static Options file(Path state) {
      return new Options(0, state, Duration.ZERO, Duration.ZERO, List.of(), line -> {});
    }

    /** Returns these options with service principals that trust policies may name besides AWS's. */
    public Options withServicePrincipals(Collection<String> principals) {
      return new Options(
          port,
          state,
          latency,
          consistency,
          faults,
          requestLog,
          Set.copyOf(principals),
          callerPolicies);
    }

    /** Returns these options with policies that limit the callers. */
    public Options withCallerPolicies(CallerPolicies policies) {
      return new Options(
          port, state, latency, consistency, faults, requestLog, servicePrincipals, policies);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestProcessor processor;

  private SandboxServer(Options options) throws IOException {
    Store store = new Store(options.state(), options.consistency());
    this.processor = new RequestProcessor(options, store);
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 256);
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(null, work, "sandbox", 256 * 1024);
              thread.setDaemon(true);
              return thread;
            },
            // Full: the dispatcher runs the task itself, and accepts no more connections meanwhile.
            new ThreadPoolExecutor.CallerRunsPolicy());
    server.setExecutor(threads);
    server.createContext("/", new QueryEndpoint(processor, store, options.requestLog()));
  }

  /** Starts a server; throws an IOException if the port is taken or the state file is unusable. */
  public static SandboxServer start(Options options) throws IOException {
    SandboxServer s = new SandboxServer(options);
    s.server.start();
    return s;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Replaces the policies that limit the callers, and clears {@link #requestedActions}. */
  public void enforce(CallerPolicies policies) {
    processor.enforce(policies);
  }

  /**
   * Returns the actions that calls have asked the policies for since {@link #enforce}, such as
   * iam:CreateRole and iam:PassRole.
   */
  public Set<String> requestedActions() {
    return processor.requestedActions();
  }

  /**
   * Deletes a state file, so that the next start is empty.
   *
   * @throws IOException if the file cannot be deleted
   */
  public static void reset(Path state) throws IOException {
    new StateFile(state).delete();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
