package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hosts that a run asks for in each partition, with dual-stack and FIPS endpoints. A proxy that
 * connects to nothing hears the name, and no call is made. The names of IAM are those of the SDK's
 * endpoint rules (also in the AWS General Reference, "IAM endpoints and quotas").
 */
class EndpointNamesIT {
  private static final String CONFIG =
      """
      [profile role]
      role_arn = arn:aws:iam::123456789012:role/x
      source_profile = keys
      [profile keys]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = x
      [profile dual]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = x
      use_dualstack_endpoint = true
      [profile sovereign]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = x
      region = eusc-de-east-1
      """;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "keys,      '',             '',        iam.amazonaws.com",
    "keys,      eu-central-1,   '',        iam.amazonaws.com",
    "keys,      '',             DUALSTACK, iam.global.api.aws",
    "dual,      eu-central-1,   '',        iam.global.api.aws",
    "keys,      us-east-1,      FIPS,      iam-fips.amazonaws.com",
    "keys,      '',             BOTH,      iam-fips.global.api.aws",
    "keys,      cn-north-1,     '',        iam.cn-north-1.amazonaws.com.cn",
    "keys,      cn-north-1,     DUALSTACK, iam.global.api.amazonwebservices.com.cn",
    "keys,      us-gov-west-1,  '',        iam.us-gov.amazonaws.com",
    "keys,      us-gov-west-1,  FIPS,      iam.us-gov.amazonaws.com",
    "keys,      us-gov-west-1,  DUALSTACK, iam.us-gov.api.aws",
    "keys,      eusc-de-east-1, '',        iam.eusc-de-east-1.amazonaws.eu",
    "keys,      eusc-de-east-1, DUALSTACK, iam.global.api.amazonwebservices.eu",
    "sovereign, '',             '',        iam.eusc-de-east-1.amazonaws.eu",
    "role,      '',             '',        sts.us-east-1.amazonaws.com",
    "role,      '',             DUALSTACK, sts.us-east-1.api.aws",
    "role,      '',             FIPS,      sts-fips.us-east-1.amazonaws.com",
    "role,      cn-north-1,     '',        sts.cn-north-1.amazonaws.com.cn",
    "role,      aws-cn-global,  '',        sts.cn-northwest-1.amazonaws.com.cn",
    "role,      us-gov-west-1,  FIPS,      sts.us-gov-west-1.amazonaws.com",
    "role,      eusc-de-east-1, '',        sts.eusc-de-east-1.amazonaws.eu"
  })
  void asksForTheHost(String profile, String region, String setting, String host)
      throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      proxy.setSoTimeout(60_000);
      Launcher launcher =
          Launcher.atHome(dir, CONFIG)
              .with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      if (setting.equals("DUALSTACK") || setting.equals("BOTH")) {
        launcher.with("AWS_USE_DUALSTACK_ENDPOINT", "true");
      }
      if (setting.equals("FIPS") || setting.equals("BOTH")) {
        launcher.with("AWS_USE_FIPS_ENDPOINT", "true");
      }
      List<String> words = new ArrayList<>(List.of("get-arn", "--project", "web"));
      words.addAll(List.of("--profile", profile));
      if (!region.isEmpty()) {
        words.addAll(List.of("--region", region));
      }
      Process run = launcher.start(words);
      try (Socket first = proxy.accept();
          BufferedReader request =
              new BufferedReader(
                  new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("CONNECT " + host + ":443 HTTP/1.1", request.readLine());
      } finally {
        run.destroyForcibly();
      }
    }
  }
}
