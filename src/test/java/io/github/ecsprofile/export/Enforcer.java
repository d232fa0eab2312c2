package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a sandbox and lets through what a policy allows, as IAM itself would. */
final class Enforcer implements AutoCloseable {
  private final SandboxServer sandbox;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpClient client = HttpClient.newHttpClient();
  private final String ec2Service;
  private final Map<String, String> paths = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();
  private final Set<String> used = new ConcurrentSkipListSet<>();
  private volatile PolicyReading policy;

  Enforcer(String ec2Service) throws IOException {
    this.ec2Service = ec2Service;
    sandbox = SandboxServer.start(SandboxServer.Options.inMemory());
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on; null for no limit. */
  void enforce(JsonNode document) {
    policy = document == null ? null : new PolicyReading(document);
    used.clear();
  }

  /** The rights that calls have asked for since. */
  Set<String> used() {
    return Set.copyOf(used);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    Optional<PolicyReading.Ask> denied =
        policy == null
            ? Optional.empty()
            : asks(form).stream()
                .peek(a -> used.add(a.action()))
                .filter(a -> !policy.allows(a))
                .findFirst();
    if (denied.isPresent()) {
      String text =
          "User: arn:aws:iam::000000000000:user/u is not authorized to perform: "
              + denied.get().action()
              + " on resource: "
              + denied.get().resource();
      answer(
          exchange,
          403,
          ("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>"
                  + text
                  + "</Message></Error><RequestId>r</RequestId></ErrorResponse>")
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    HttpResponse<byte[]> response =
        send(body, exchange.getRequestHeaders().getFirst("Authorization"));
    remember(form, response.statusCode());
    answer(exchange, response.statusCode(), response.body());
  }

  private HttpResponse<byte[]> send(byte[] body, String authorization) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Authorization", authorization)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** An inline policy of somebody else's; the tool itself never makes one. */
  void putRolePolicy(String role) throws IOException {
    String form =
        "Action=PutRolePolicy&Version=2010-05-08&PolicyName=inline&RoleName="
            + role
            + "&PolicyDocument="
            + URLEncoder.encode(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
                    + "\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
                StandardCharsets.UTF_8);
    HttpResponse<byte[]> response =
        send(
            form.getBytes(StandardCharsets.UTF_8),
            "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request,"
                + " SignedHeaders=host, Signature="
                + "0".repeat(64));
    if (response.statusCode() != 200) {
      throw new IOException(new String(response.body(), StandardCharsets.UTF_8));
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void remember(Map<String, String> form, int status) {
    String action = form.get("Action");
    if (status == 200 && (action.startsWith("Create") || action.startsWith("Tag"))) {
      Map<String, String> all =
          tags.computeIfAbsent(resource(form), r -> new ConcurrentHashMap<>());
      for (int i = 1; form.containsKey("Tags.member." + i + ".Key"); i++) {
        all.put(form.get("Tags.member." + i + ".Key"), form.get("Tags.member." + i + ".Value"));
      }
    }
    if (status == 200 && action.equals("CreateRole")) {
      paths.put("role/" + form.get("RoleName"), form.getOrDefault("Path", "/"));
    }
    if (status == 200 && action.equals("CreateInstanceProfile")) {
      paths.put(
          "instance-profile/" + form.get("InstanceProfileName"), form.getOrDefault("Path", "/"));
    }
  }

  /** The resource whose tags IAM looks at: the profile if the request names one. */
  private static String resource(Map<String, String> form) {
    return form.containsKey("InstanceProfileName")
        ? "instance-profile/" + form.get("InstanceProfileName")
        : "role/" + form.get("RoleName");
  }

  /** What IAM asks of the caller for one request (Service Authorization Reference, IAM). */
  private List<PolicyReading.Ask> asks(Map<String, String> form) {
    String action = form.get("Action");
    boolean ofProfile =
        action.contains("InstanceProfile") && !action.equals("ListInstanceProfilesForRole");
    Map<String, String> keys = new HashMap<>();
    Optional.ofNullable(form.get("PolicyArn")).ifPresent(v -> keys.put("iam:PolicyARN", v));
    Optional.ofNullable(form.get("PermissionsBoundary"))
        .ifPresent(v -> keys.put("iam:PermissionsBoundary", v));
    if (!action.startsWith("Create")) {
      tags.getOrDefault(resource(form), Map.of())
          .forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
    }
    String role = arn("role", form.get("RoleName"), form.get("Path"));
    String profile = arn("instance-profile", form.get("InstanceProfileName"), form.get("Path"));
    PolicyReading.Ask first =
        new PolicyReading.Ask("iam:" + action, ofProfile ? profile : role, keys);
    boolean tagged = action.startsWith("Create") && form.containsKey("Tags.member.1.Key");
    if (tagged) {
      return List.of(
          first,
          new PolicyReading.Ask("iam:" + action.replace("Create", "Tag"), first.resource(), keys));
    }
    return action.equals("AddRoleToInstanceProfile")
        ? List.of(
            first,
            new PolicyReading.Ask("iam:PassRole", role, Map.of("iam:PassedToService", ec2Service)))
        : List.of(first);
  }

  /** Of what does not exist and is not being created, the ARN without a path. */
  private String arn(String type, String name, String asked) {
    String path = asked != null ? asked : paths.getOrDefault(type + "/" + name, "/");
    return "arn:aws:iam::000000000000:" + type + path + name;
  }

  private static Map<String, String> form(String body) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      all.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    sandbox.close();
  }
}
