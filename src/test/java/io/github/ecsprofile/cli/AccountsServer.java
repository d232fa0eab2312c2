package io.github.ecsprofile.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM and STS of several accounts on one endpoint: a sandbox for each account, distinguished by the
 * key that AssumeRole gave, or another server behind. Some accounts deny AssumeRole.
 */
public final class AccountsServer implements AutoCloseable {
  /** A request that arrived: the account of its key, and its action. */
  record Call(String account, String action) {}

  private static final String SANDBOX_ACCOUNT = "000000000000";
  private static final Pattern KEY = Pattern.compile("Credential=ASIA(\\d{12})/");
  private static final Pattern ROLE =
      Pattern.compile("RoleArn=(arn:[^:]*:iam::(\\d{12}):role/[^&]*)");

  private final URI behind;
  private final Set<String> denied;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, SandboxServer> sandboxes = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> roles = new CopyOnWriteArrayList<>();
  private volatile Runnable onWrite = () -> {};
  private volatile Call withoutRight = new Call("", "");

  private AccountsServer(URI behind, Set<String> denied) throws IOException {
    this.behind = behind;
    this.denied = denied;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static AccountsServer ofSandboxes(String... denied) throws IOException {
    return new AccountsServer(null, Set.of(denied));
  }

  /** Stands before a server that knows all accounts itself. */
  public static AccountsServer before(URI server, String... denied) throws IOException {
    return new AccountsServer(server, Set.of(denied));
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Runs before a call that changes something is answered. */
  void onWrite(Runnable hook) {
    onWrite = hook;
  }

  /** Denies an action to the role in an account. */
  void deny(String account, String action) {
    withoutRight = new Call(account, action);
  }

  List<Call> calls() {
    return calls;
  }

  /** The roles that were to be assumed. */
  List<String> roles() {
    return roles;
  }

  long writes(String account) {
    return calls.stream().filter(c -> c.account.equals(account) && isWrite(c.action)).count();
  }

  private static boolean isWrite(String action) {
    return !action.matches("(Get|List|Assume).*");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String text = URLDecoder.decode(body, StandardCharsets.UTF_8);
    String action = text.replaceFirst("(?s).*?Action=([A-Za-z]+).*", "$1");
    Matcher key = KEY.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
    String account = key.find() ? key.group(1) : "";
    Call call = new Call(account, action);
    calls.add(call);
    if (call.equals(withoutRight)) {
      respond(exchange, 403, denial("iam:" + action, "*"));
      return;
    }
    if (isWrite(action)) {
      onWrite.run();
    }
    Matcher role = ROLE.matcher(text);
    if (role.find()) {
      roles.add(role.group(1));
      if (denied.contains(role.group(2))) {
        respond(exchange, 403, denial("sts:AssumeRole", role.group(1)));
        return;
      }
      if (behind == null) {
        respond(exchange, 200, session(role.group(2)));
        return;
      }
    }
    HttpResponse<String> answer = forward(exchange, account, body);
    respond(
        exchange,
        answer.statusCode(),
        behind == null ? answer.body().replace(SANDBOX_ACCOUNT, account) : answer.body());
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String denial(String action, String resource) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User:"
        + " arn:aws:iam::999999999999:user/ci is not authorized to perform: "
        + action
        + " on resource: "
        + resource
        + "</Message></Error></ErrorResponse>";
  }

  private static String session(String account) {
    return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA"
        + account
        + "</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>"
        + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
        + "</AssumeRoleResponse>";
  }

  private HttpResponse<String> forward(HttpExchange exchange, String account, String body)
      throws IOException {
    URI to = behind != null ? behind : sandbox(account).endpoint();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    behind == null ? body.replace(account, SANDBOX_ACCOUNT) : body));
    for (String name : List.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null && (behind != null || !name.equals("X-Amz-Security-Token"))) {
        request.header(name, behind == null ? value.replace("ASIA", "AKIA") : value);
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private SandboxServer sandbox(String account) {
    return sandboxes.computeIfAbsent(
        account,
        a -> {
          try {
            return SandboxServer.start(SandboxServer.Options.inMemory());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    sandboxes.values().forEach(SandboxServer::close);
  }
}
