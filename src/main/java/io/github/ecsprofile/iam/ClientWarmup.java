package io.github.ecsprofile.iam;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Makes one GetInstanceProfile without a network and begins one TLS handshake, on threads of their
 * own, while the command line is parsed: the classes of the first call are loaded by then. Sends
 * nothing; failures are ignored, the real call reports them.
 *
 * <p>Measured on two quiet cores, {@code get-arn} over loopback, 30 alternating runs, medians with
 * and without it: HTTPS 589 and 646 ms (JDK 17), 464 and 497 ms (JDK 25); HTTP 486 and 505 ms, 328
 * and 329 ms. It costs 25 to 60 ms of CPU time on the second core.
 */
public final class ClientWarmup {
  private static final String ANSWER =
      "<GetInstanceProfileResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
          + "<GetInstanceProfileResult><InstanceProfile><Path>/</Path><Arn>arn:aws:iam::1:i/x</Arn>"
          + "<InstanceProfileName>x</InstanceProfileName><InstanceProfileId>x</InstanceProfileId>"
          + "<CreateDate>2026-11-24T00:00:00Z</CreateDate><Tags/><Roles><member><Path>/</Path>"
          + "<Arn>arn:aws:iam::1:r/x</Arn><RoleName>x</RoleName><RoleId>x</RoleId>"
          + "<CreateDate>2026-11-24T00:00:00Z</CreateDate></member></Roles></InstanceProfile>"
          + "</GetInstanceProfileResult></GetInstanceProfileResponse>";

  private ClientWarmup() {}

  /**
   * Starts and returns at once. A native image has no classes to load: there it would only cost 2
   * ms of a {@code get-arn} of 20.
   *
   * @param https whether the real call will use TLS
   */
  public static void start(boolean https) {
    if (SystemCertificates.isNativeImage()) {
      return;
    }
    aside(ClientWarmup::call);
    aside(() -> handshake(https));
  }

  private static void aside(Runnable part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.run();
              } catch (RuntimeException | LinkageError e) {
                // The real call reports it.
              }
            },
            "warmup");
    thread.setDaemon(true);
    thread.start();
  }

  private static void call() {
    try (IamClient iam =
        IamClient.builder()
            .region(Region.AWS_GLOBAL)
            .credentialsProvider(() -> AwsBasicCredentials.create("x", "x"))
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .httpClient(new CannedAnswer())
            .build()) {
      iam.getInstanceProfile(r -> r.instanceProfileName("x"));
    }
  }

  /** The SDK creates the context for plain http too. */
  private static void handshake(boolean https) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new LazyTrustManager(null, null, null, null)}, null);
      if (https) {
        SSLEngine engine = context.createSSLEngine("iam.amazonaws.com", 443);
        engine.setUseClientMode(true);
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
      }
    } catch (GeneralSecurityException | SSLException e) {
      // The real call reports it.
    }
  }

  /** Answers without a network. */
  private static final class CannedAnswer implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
