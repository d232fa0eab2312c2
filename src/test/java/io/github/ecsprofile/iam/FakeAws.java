package io.github.ecsprofile.iam;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An AWS endpoint on loopback: records the requests and answers each as the test says. */
public final class FakeAws implements AutoCloseable {
  /** A request; {@code body} is the decoded form of the query protocol. */
  public record Request(String path, String body, String authorization) {
    public String action() {
      return body.replaceFirst("(?s).*?Action=([A-Za-z]+).*", "$1");
    }
  }

  /** An answer; a negative length sends the body in chunks. */
  public record Answer(int status, String body, int length) {
    public static Answer ok(String body) {
      return new Answer(200, body, body.getBytes(StandardCharsets.UTF_8).length);
    }

    public static Answer error(int status, String code, String message) {
      String body =
          "<ErrorResponse><Error><Type>Sender</Type><Code>"
              + code
              + "</Code><Message>"
              + message
              + "</Message></Error></ErrorResponse>";
      return new Answer(status, body, body.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  public interface Handler {
    Answer answer(Request request);
  }

  public static final String PROFILE =
      "<GetInstanceProfileResponse><GetInstanceProfileResult><InstanceProfile><Path>/</Path>"
          + "<Arn>arn:aws:iam::111122223333:instance-profile/x</Arn>"
          + "<InstanceProfileName>x</InstanceProfileName><Roles/></InstanceProfile>"
          + "</GetInstanceProfileResult></GetInstanceProfileResponse>";

  static final String CALLER =
      "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>"
          + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public FakeAws(Handler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            r -> {
              Thread thread = new Thread(r);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", exchange -> serve(exchange, handler));
    server.start();
  }

  private void serve(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      String raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Request request =
          new Request(
              exchange.getRequestURI().toString(),
              URLDecoder.decode(raw, StandardCharsets.UTF_8),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      requests.add(request);
      Answer answer = handler.answer(request);
      exchange.sendResponseHeaders(answer.status, answer.length < 0 ? 0 : answer.length);
      exchange.getResponseBody().write(answer.body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A body shorter than its length, as the test wants it.
    }
  }

  /** Answers AssumeRole and AssumeRoleWithWebIdentity with keys named after the role. */
  public static String session(Request request) {
    String role = request.body().replaceFirst("(?s).*RoleArn=[^&]*/([A-Za-z0-9-]+).*", "$1");
    String action = request.action();
    UnaryOperator<String> tag = name -> "<" + name + ">";
    return tag.apply(action + "Response")
        + tag.apply(action + "Result")
        + "<Credentials><AccessKeyId>ASIA"
        + role
        + "</AccessKeyId><SecretAccessKey>secret-of-"
        + role
        + "</SecretAccessKey><SessionToken>token-of-"
        + role
        + "</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></"
        + action
        + "Result></"
        + action
        + "Response>";
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> actions() {
    return requests.stream().map(Request::action).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
