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
 * One GetInstanceProfile and the beginning of one TLS handshake, with nobody: what the first real
 * call needs of the SDK and of the JVM is made ready on other cores while the command line is read.
 * Half of a short run is that. Nothing is sent, and a rehearsal that fails says nothing: the real
 * call will.
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
   * Begins, and returns at once.
   *
   * @param https whether the real call will want TLS
   * @param bundle a PEM file of the only authorities to trust; null for the JVM's
   */
  public static void start(boolean https, String bundle) {
    aside(ClientWarmup::call);
    aside(() -> handshake(LazyTrustManager.of(bundle), https));
    if (https) {
      aside(LazyTrustManager.of(bundle)::authorities);
    }
  }

  private static void aside(Runnable part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.run();
              } catch (RuntimeException | LinkageError e) {
                // the real call says it better
              }
            },
            "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void call() {
    try (IamClient iam =
        IamClient.builder()
            .region(Region.AWS_GLOBAL)
            .credentialsProvider(() -> AwsBasicCredentials.create("x", "x"))
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .httpClient(new Nobody())
            .overrideConfiguration(o -> o.retryStrategy(IamClients.pace()))
            .build()) {
      iam.getInstanceProfile(r -> r.instanceProfileName("x"));
    }
  }

  /** The SDK makes the context for plain http too. */
  private static void handshake(LazyTrustManager trust, boolean https) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      if (https) {
        SSLEngine engine = context.createSSLEngine("iam.amazonaws.com", 443);
        engine.setUseClientMode(true);
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
      }
    } catch (GeneralSecurityException | SSLException e) {
      // the real call says it better
    }
  }

  /** Answers without a network. */
  private static final class Nobody implements SdkHttpClient {
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
