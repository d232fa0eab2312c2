package io.github.ecsprofile.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One request: its parameters, what it sees and may change, and the answer that it writes. */
final class Call {
  static final String ACCOUNT = "000000000000";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  final Params params;
  final String partition;
  final boolean arnIsId;
  final Xml xml = new Xml();

  /** What a reader sees, which may be older than the truth. */
  State seen;

  /** What is; a write changes it. */
  State truth;

  Call(Params params, String partition, boolean arnIsId) {
    this.params = params;
    this.partition = partition;
    this.arnIsId = arnIsId;
  }

  /** Of a signing region (IAM User Guide, "Amazon Resource Names"). */
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

  /** The role, known to the reader and still there. */
  State.Role role(String name) {
    State.Role role = seen.role(name) == null ? null : truth.role(name);
    if (role == null) {
      throw IamError.noRole(name);
    }
    return seen == truth ? role : truth.role(name);
  }

  State.Profile profile(String name) {
    State.Profile profile = seen.profile(name) == null ? null : truth.profile(name);
    if (profile == null) {
      throw IamError.noProfile(name);
    }
    return profile;
  }

  String arn(String kind, String path, String name, String id) {
    return arnIsId ? id : "arn:" + partition + ":iam::" + ACCOUNT + ":" + kind + path + name;
  }

  /** A unique id: a prefix and 17 characters, 21 in all (IAM User Guide, "IAM identifiers"). */
  static String newId(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 17; i++) {
      id.append(BASE32.charAt(RANDOM.nextInt(32)));
    }
    return id.toString();
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Percent-encoded by RFC 3986, as IAM sends documents. */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
