package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;

/**
 * The endpoints that options, environment and config files set, with the name of the setting, and
 * the rule for plain http. The order is that of the SDK reference guide, "Service-specific
 * endpoints": option, AWS_ENDPOINT_URL_SERVICE, AWS_ENDPOINT_URL, the services section of the
 * profile, endpoint_url of the profile.
 */
public final class Endpoints {
  /** An endpoint and the setting that it comes from. */
  record Endpoint(URI uri, String setting) {}

  private final Map<Service, Endpoint> all = new EnumMap<>(Service.class);
  private final boolean allowPlainHttp;

  /**
   * Reads and checks all of them.
   *
   * @throws Failure of kind BAD_INPUT that names the setting with a value that is not a URL
   */
  Endpoints(ClientConfig config, Map<String, String> env, ConfigFiles files) {
    this.allowPlainHttp = config.allowPlainHttp();
    if (config.sandbox()) {
      all.put(Service.IAM, new Endpoint(config.endpoint(), "--sandbox"));
      all.put(Service.STS, new Endpoint(config.endpoint(), "--sandbox"));
      return;
    }
    boolean ignored =
        isTrue(env.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
            || env.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") == null
                && isTrue(files.property("ignore_configured_endpoint_urls").orElse(null));
    for (Service service : Service.values()) {
      if (!ignored) {
        configured(service, env, files).ifPresent(e -> all.put(service, e));
      }
    }
    if (config.endpoint() != null) {
      all.put(Service.IAM, new Endpoint(config.endpoint(), "--endpoint-url"));
    }
    for (String name : new String[] {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"}) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        // The SDK ignores a proxy that it cannot parse, and goes without.
        parse(name, value, "http://proxy.example.com:3128");
      }
    }
    // Credentials would be received in the clear.
    for (String name :
        new String[] {
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_SERVICE_ENDPOINT"
        }) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        requireAllowed(parse(name, value), name);
      }
    }
    files
        .property("ec2_metadata_service_endpoint")
        .filter(v -> !v.isBlank())
        .ifPresent(v -> requireAllowed(parse("ec2_metadata_service_endpoint", v), profile(files)));
    Endpoint iam = all.get(Service.IAM);
    if (iam != null) {
      requireAllowed(iam.uri, iam.setting);
    }
  }

  /** Returns the endpoint that is set for a service. */
  Optional<Endpoint> of(Service service) {
    return Optional.ofNullable(all.get(service));
  }

  /**
   * Checks the URI of a request.
   *
   * @throws Failure of kind BAD_INPUT if it is plain http to another machine
   */
  void requireAllowed(Service service, URI uri) {
    Endpoint e = all.get(service);
    requireAllowed(uri, e == null ? "the endpoint of " + service.displayName() : e.setting);
  }

  private void requireAllowed(URI uri, String setting) {
    if (!allowPlainHttp
        && !"https".equalsIgnoreCase(uri.getScheme())
        && !Hosts.isLoopback(uri.getHost())
        && !Hosts.isAwsLinkLocal(uri.getHost())) {
      throw Failure.badInput(
          setting + " " + printable(uri) + ": plain http to another machine is refused",
          "Use https, or add --allow-plain-http: credentials would be sent unencrypted.");
    }
  }

  private static Optional<Endpoint> configured(
      Service service, Map<String, String> env, ConfigFiles files) {
    for (String name : new String[] {service.endpointVariable(), "AWS_ENDPOINT_URL"}) {
      String value = env.get(name);
      if (value != null && !value.isBlank()) {
        return Optional.of(new Endpoint(parse(name, value), name));
      }
    }
    Optional<Profile> services =
        files.property("services").flatMap(n -> files.section("services", n));
    Optional<String> specific =
        services.flatMap(s -> s.property(service.property() + ".endpoint_url"));
    String setting = profile(files);
    return specific
        .or(() -> files.property("endpoint_url"))
        .filter(v -> !v.isBlank())
        .map(v -> new Endpoint(parse(setting, v), setting));
  }

  private static String profile(ConfigFiles files) {
    return "endpoint_url of the profile " + files.profile();
  }

  /**
   * Returns a URL of a setting.
   *
   * @param setting its name, for the message
   * @throws Failure of kind BAD_INPUT if it is not an http or https URL with a host
   */
  public static URI parse(String setting, String value) {
    return parse(setting, value, "http://127.0.0.1:5000 or https://iam.example.com");
  }

  private static URI parse(String setting, String value, String example) {
    try {
      URI uri = new URI(value.trim());
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() != null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    throw Failure.badInput(
        setting + " '" + printable(value) + "': not an http or https URL",
        "Use the form " + example + ".");
  }

  /** Returns a URL without the user and password that it may hold. */
  public static String printable(URI uri) {
    return printable(uri.toString());
  }

  private static String printable(String url) {
    int at = url.lastIndexOf('@');
    int slashes = url.indexOf("//");
    return at < 0
        ? url
        : slashes >= 0 && slashes < at
            ? url.substring(0, slashes + 2) + url.substring(at + 1)
            : url.substring(at + 1);
  }

  private static boolean isTrue(String value) {
    return value != null && value.trim().equalsIgnoreCase("true");
  }
}
