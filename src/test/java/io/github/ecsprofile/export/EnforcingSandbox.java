package io.github.ecsprofile.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.sandbox.CallerPolicies;
import io.github.ecsprofile.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A sandbox that limits the program by a policy, and the program on it. */
final class EnforcingSandbox implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final SandboxServer server;

  EnforcingSandbox() throws IOException {
    server = SandboxServer.start(SandboxServer.Options.inMemory());
  }

  EnforcingSandbox(Path state) throws IOException {
    server = SandboxServer.start(SandboxServer.Options.file(state));
  }

  /** Runs commands that are separated by semicolons, without a limit. */
  void prepare(String commands) throws IOException {
    for (String command : commands.isEmpty() ? new String[0] : commands.split(";")) {
      if (command.equals("PutRolePolicy")) {
        putRolePolicy();
      } else {
        CliRunner.Run run = run(command);
        assertEquals(0, run.code(), command + "\n" + run.all());
      }
    }
  }

  /** Adds an inline policy of another caller; the program itself never creates one. */
  private void putRolePolicy() throws IOException {
    String document =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
            + "\"Action\":\"s3:*\",\"Resource\":\"*\"}}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request,"
                    + " SignedHeaders=host, Signature="
                    + "0".repeat(64))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=PutRolePolicy&Version=2010-05-08&PolicyName=inline&RoleName="
                        + CommandCases.ROLE
                        + "&PolicyDocument="
                        + URLEncoder.encode(document, StandardCharsets.UTF_8)))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Limits the caller from now on. */
  void enforce(JsonNode policy) {
    server.enforce(CallerPolicies.parse(Map.of("caller", policy.toString()), Map.of(), Map.of()));
  }

  /** Returns the rights that calls have asked for since. */
  Set<String> used() {
    return server.requestedActions();
  }

  CliRunner.Run run(String line) {
    return CliRunner.at(server.endpoint().toString()).run(line.trim().split(" +"));
  }

  @Override
  public void close() {
    server.close();
  }
}
