package io.github.ecsprofile.iam;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Classifies host names of URIs, without asking DNS. */
final class Hosts {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.(?:\\d{1,3}\\.){2}\\d{1,3}");

  private static final Set<String> LOOPBACK =
      Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");

  /**
   * The link-local addresses of AWS's own credential services, which speak plain http only: ECS and
   * EKS container credentials, EC2 instance metadata (SDK reference guide, "Container credential
   * provider", "IMDS credential provider").
   */
  private static final Set<String> AWS_LINK_LOCAL =
      Set.of(
          "169.254.170.2",
          "169.254.170.23",
          "[fd00:ec2::23]",
          "169.254.169.254",
          "[fd00:ec2::254]");

  private Hosts() {}

  static boolean isLoopback(String host) {
    return host != null
        && (LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
            || LOOPBACK_V4.matcher(host).matches());
  }

  static boolean isAwsLinkLocal(String host) {
    return host != null && AWS_LINK_LOCAL.contains(host.toLowerCase(Locale.ROOT));
  }
}
