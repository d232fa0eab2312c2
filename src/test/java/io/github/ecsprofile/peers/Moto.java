package io.github.ecsprofile.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The moto server, an IAM that is not ours: one process for all tests of this JVM. Tests that use
 * it hold the resource lock {@link #LOCK} and start with {@link #clear()}.
 */
public final class Moto {
  /** The resource lock of the server, for {@code @ResourceLock}. */
  public static final String LOCK = "moto";

  /** The account that moto is in. */
  public static final String ACCOUNT = "123456789012";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int UNLIMITED = 1_000_000;
  private static Moto shared;

  private final URI endpoint;

  private Moto(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Returns the server of this JVM, starting it first; skips the test where moto is missing. */
  public static synchronized Moto shared() throws IOException {
    if (shared == null) {
      List<String> imports = List.of("python3", "-c", "import moto.server, flask, flask_cors");
      boolean installed =
          Programs.isInstalled("python3") && Programs.run(Path.of("."), "", imports).code() == 0;
      Programs.require(installed, "python3 -m moto.server is not installed");
      shared = start();
    }
    return shared;
  }

  private static Moto start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true);
    builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
    builder.environment().put("INITIAL_NO_AUTH_ACTION_COUNT", "" + UNLIMITED);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = log.readLine();
    while (line != null && !line.contains("Running on")) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IOException("moto does not start");
    }
    // A full pipe would block the server.
    Thread reader = new Thread(() -> log.lines().forEach(l -> {}), "moto");
    reader.setDaemon(true);
    reader.start();
    return new Moto(URI.create("http://127.0.0.1:" + port));
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * Deletes all roles, instance profiles and policies of the account. Much faster than {@link
   * #reset()}, after which moto reads the AWS managed policies again.
   */
  public void clear() {
    try {
      deleteAll();
    } catch (IllegalStateException e) {
      // moto deletes a policy that is attached to a role, and then detaches it no more.
      reset();
    }
  }

  private void deleteAll() {
    for (String role : values("ListRoles", "RoleName")) {
      String name = "&RoleName=" + encoded(role);
      for (String profile : values("ListInstanceProfilesForRole" + name, "InstanceProfileName")) {
        iam("RemoveRoleFromInstanceProfile" + name + "&InstanceProfileName=" + encoded(profile));
      }
      for (String arn : values("ListAttachedRolePolicies" + name, "PolicyArn")) {
        iam("DetachRolePolicy" + name + "&PolicyArn=" + encoded(arn));
      }
      for (String policy : values("ListRolePolicies" + name, "member")) {
        iam("DeleteRolePolicy" + name + "&PolicyName=" + encoded(policy));
      }
      iam("DeleteRole" + name);
    }
    for (String profile : values("ListInstanceProfiles", "InstanceProfileName")) {
      iam("DeleteInstanceProfile&InstanceProfileName=" + encoded(profile));
    }
    for (String arn : values("ListPolicies&Scope=Local", "Arn")) {
      iam("DeletePolicy&PolicyArn=" + encoded(arn));
    }
  }

  private List<String> values(String action, String element) {
    return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
        .matcher(iam(action))
        .results()
        .map((MatchResult m) -> m.group(1))
        .distinct()
        .toList();
  }

  /** Empties every service, and lets anybody do anything again. */
  public void reset() {
    post("/moto-api/reset", "", "text/plain");
    stopAuthorization();
  }

  /** Lets anybody do anything. */
  public void stopAuthorization() {
    post("/moto-api/reset-auth", "" + UNLIMITED, "text/plain");
  }

  /** Applies IAM's policies to every call from now on. */
  public void startAuthorization() {
    post("/moto-api/reset-auth", "0", "text/plain");
  }

  /** Calls IAM with a name and parameters that are form-encoded. */
  public String iam(String action) {
    return query("iam", "Action=" + action + "&Version=2010-05-08");
  }

  /** Sends an unsigned Query request to a service and returns the answer. */
  public String query(String service, String form) {
    return send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature="
                    + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private void post(String path, String body, String type) {
    send(
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
