package io.github.ecsprofile.iam;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Follows each call of one service's client: reports its attempts, hands out the secrets in its
 * request and answer before they are used, and rejects an answer that is not the service's. Knows
 * which call runs on a thread; the SDK's synchronous clients do all the work of a call on the
 * thread of the caller.
 */
final class CallTracker implements ExecutionInterceptor {
  /** Members of requests and answers of STS, SSO, SSO OIDC and sign-in that are secrets. */
  private static final Set<String> SECRETS =
      Set.of(
          "secretaccesskey",
          "sessiontoken",
          "webidentitytoken",
          "tokencode",
          "accesstoken",
          "refreshtoken",
          "idtoken",
          "clientsecret");

  private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();
  private static final ExecutionAttribute<Call> OUTER = new ExecutionAttribute<>("OuterCall");
  private static final ExecutionAttribute<Long> SENT = new ExecutionAttribute<>("SentNanos");

  /** A call that has begun and not ended, with all its attempts. */
  static final class Call {
    private final Service service;
    private final String operation;
    private final long start = System.nanoTime();
    private boolean retryReported;

    Call(Service service, String operation) {
      this.service = service;
      this.operation = operation;
    }

    Service service() {
      return service;
    }

    String operation() {
      return operation;
    }

    /** Returns true once, when the call has run for longer than the given time. */
    boolean reportRetryAfter(Duration time) {
      if (retryReported || System.nanoTime() - start < time.toNanos()) {
        return false;
      }
      retryReported = true;
      return true;
    }
  }

  private final Service service;
  private final Events events;

  CallTracker(Service service, Events events) {
    this.service = service;
    this.events = events;
  }

  /** Returns the call that runs on this thread. */
  static Optional<Call> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    reveal(context.request());
    attributes.putAttribute(OUTER, CURRENT.get());
    CURRENT.set(new Call(service, operation(attributes)));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attributes.putAttribute(SENT, System.nanoTime());
    events.requestSent(service.action(operation(attributes)));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    long nanos = System.nanoTime() - attributes.getAttribute(SENT);
    events.answered(
        service.action(operation(attributes)),
        context.httpResponse().statusCode(),
        Duration.ofNanos(nanos));
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (!service.isQueryProtocol() || !context.httpResponse().isSuccessful()) {
      return context.responseBody();
    }
    byte[] body = bytes(context.responseBody());
    String operation = operation(attributes);
    if (QueryAnswer.isCut(body, operation)) {
      // Retried as a connection that broke is.
      throw RetryableException.create(
          "incomplete answer", new IOException("the answer ended before it was complete"));
    }
    QueryAnswer.requireOf(service, operation, body);
    return Optional.of(new ByteArrayInputStream(body));
  }

  private static byte[] bytes(Optional<InputStream> body) {
    try {
      return body.isEmpty() ? new byte[0] : body.get().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    reveal(context.response());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    end(attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    end(attributes);
  }

  private static void end(ExecutionAttributes attributes) {
    Call outer = attributes.getAttribute(OUTER);
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  private void reveal(Object message) {
    if (service == Service.IAM) {
      return;
    }
    if (message instanceof SdkPojo pojo) {
      for (SdkField<?> field : pojo.sdkFields()) {
        Object value = field.getValueOrDefault(pojo);
        if (value instanceof String text
            && SECRETS.contains(field.memberName().toLowerCase(Locale.ROOT))) {
          events.secret(text.trim());
        } else {
          reveal(value);
        }
      }
    } else if (message instanceof Collection<?> all) {
      all.forEach(this::reveal);
    } else if (message instanceof Map<?, ?> map) {
      map.values().forEach(this::reveal);
    }
  }
}
