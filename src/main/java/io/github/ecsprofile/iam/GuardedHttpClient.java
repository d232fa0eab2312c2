package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client of one service. Before each request, so for each retry too, it asks the deadline
 * and the rule for plain http. It reads an answer whole, up to a limit, so that an answer that is
 * cut or endless fails like a broken connection and not somewhere in the parser.
 */
final class GuardedHttpClient implements SdkHttpClient {
  /** Longer than any answer of IAM, whose pages hold at most 1,000 items. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private final HttpClients clients;
  private final Deadline deadline;
  private final Consumer<URI> plainHttpRule;

  /**
   * Creates the client.
   *
   * @param plainHttpRule fails where a request to this URI must not be sent
   */
  GuardedHttpClient(HttpClients clients, Deadline deadline, Consumer<URI> plainHttpRule) {
    this.clients = clients;
    this.deadline = deadline;
    this.plainHttpRule = plainHttpRule;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new GuardedRequest(request);
  }

  @Override
  public String clientName() {
    return "UrlConnection";
  }

  /** Closes nothing: the connections belong to {@link HttpClients}. */
  @Override
  public void close() {}

  private final class GuardedRequest implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile ExecutableHttpRequest sent;

    GuardedRequest(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      URI uri = request.httpRequest().getUri();
      plainHttpRule.accept(uri);
      if (!deadline.isOpen()) {
        throw closed();
      }
      sent = clients.of(uri).prepareRequest(request);
      HttpExecuteResponse response = sent.call();
      if (response.responseBody().isEmpty()) {
        return response;
      }
      byte[] body = read(response);
      return HttpExecuteResponse.builder()
          .response(response.httpResponse())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    private byte[] read(HttpExecuteResponse response) throws IOException {
      byte[] body;
      try (InputStream in = response.responseBody().get()) {
        body = in.readNBytes(MAX_BYTES + 1);
      }
      if (body.length > MAX_BYTES) {
        throw new Failure(
            Kind.INTERNAL,
            label() + ": the answer is longer than " + MAX_BYTES / 1024 / 1024 + " MiB",
            "Check the endpoint and the proxy.");
      }
      // The JDK takes a connection that closes early for the end of the body.
      String length = response.httpResponse().firstMatchingHeader("Content-Length").orElse("");
      if (length.matches("\\d{1,18}") && body.length < Long.parseLong(length)) {
        throw new IOException("the connection was closed in the middle of the answer");
      }
      return body;
    }

    @Override
    public void abort() {
      ExecutableHttpRequest one = sent;
      if (one != null) {
        one.abort();
      }
    }
  }

  private Failure closed() {
    return deadline.isClosed()
        ? new Failure(
            Kind.INTERRUPTED, label() + ": not sent, the run was stopped", "Run it again.")
        : new Failure(
            Kind.UNAVAILABLE,
            label() + ": not sent, --timeout is used up",
            "Run it again, or give a longer --timeout.");
  }

  private static String label() {
    return CallTracker.current().map(c -> c.service().label(c.operation())).orElse("request");
  }
}
