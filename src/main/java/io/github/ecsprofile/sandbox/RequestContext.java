package io.github.ecsprofile.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/** Holds one request: its parameters, the states it reads and changes, and the answer it writes. */
final class RequestContext {
  static final String ACCOUNT = "000000000000";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  final RequestParams params;
  final Principal caller;
  final SandboxServer.Options options;
  final CallerPolicies limits;
  final Sessions sessions;
  final boolean arnIsId;
  final String region;
  final String partition;
  final XmlWriter xml = new XmlWriter();

  /** The state that reads show; older than {@link #current} while a write propagates. */
  State visible;

  /** The newest state; writes change it. */
  State current;

  RequestContext(
      RequestParams params,
      Principal caller,
      String region,
      SandboxServer.Options options,
      CallerPolicies limits,
      Sessions sessions,
      boolean arnIsId) {
    this.params = params;
    this.caller = caller;
    this.region = region;
    this.partition = partitionOf(region);
    this.options = options;
    this.limits = limits;
    this.sessions = sessions;
    this.arnIsId = arnIsId;
  }

  /** Returns the partition of a signing region (IAM User Guide, "Amazon Resource Names"). */
  static String partitionOf(String region) {
    String[][] prefixes = {
      {"cn-", "aws-cn"},
      {"us-gov-", "aws-us-gov"},
      {"us-isob-", "aws-iso-b"},
      {"us-iso-", "aws-iso"},
      {"eu-isoe-", "aws-iso-e"},
      {"us-isof-", "aws-iso-f"},
      {"eusc-", "aws-eusc"}
    };
    for (String[] p : prefixes) {
      if (region.startsWith(p[0])) {
        return p[1];
      }
    }
    return "aws";
  }

  /** Returns the role if it is visible and still exists, else throws NoSuchEntity. */
  State.Role role(String name) {
    State.Role role = visible.role(name) == null ? null : current.role(name);
    if (role == null) {
      throw IamError.noRole(name);
    }
    return role;
  }

  State.Profile profile(String name) {
    State.Profile profile = visible.profile(name) == null ? null : current.profile(name);
    if (profile == null) {
      throw IamError.noProfile(name);
    }
    return profile;
  }

  /**
   * Returns the ARN of a resource of the account; its unique id while the fault arn-is-id is on.
   */
  String arn(String kind, String path, String name, String id) {
    return arnIsId ? id : arn(kind + path + name);
  }

  /** Returns the ARN of a resource of IAM in the account. */
  String arn(String resource) {
    return "arn:" + partition + ":iam::" + ACCOUNT + ":" + resource;
  }

  /** Returns a validator of trust policies that knows the current roles. */
  TrustPolicyValidator trustPolicies() {
    return new TrustPolicyValidator(current, partition, options.servicePrincipals());
  }

  /** Returns what the caller's policies say about a request. */
  Decision decide(AccessRequest request) {
    return limits.isLimited()
        ? PrincipalPolicies.ofCaller(this, limits).decide(request)
        : Decision.ALLOWED;
  }

  /** Returns the caller's ARN for aws:PrincipalArn; for a session, the ARN of its role. */
  String principalArn() {
    State.Role role = caller.role() == null ? null : visible.role(caller.role());
    return role == null ? callerArn() : arn("role" + role.path + role.name);
  }

  String callerArn() {
    return caller.arn(partition);
  }

  /**
   * Returns a unique id: a prefix and 17 characters, 21 in all (IAM User Guide, "IAM identifiers").
   */
  static String newId(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 17; i++) {
      id.append(BASE32.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns the document percent-encoded by RFC 3986, as IAM sends it. */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
