package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what a request was signed with; the signature itself is not checked.
 *
 * @param accessKey the access key id
 * @param region the signing region, which decides the partition
 */
record Credential(String accessKey, String region) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=([^/, ]+)/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request,"
              + " *SignedHeaders=[^, ]+, *Signature=[0-9a-f]{64}");
  private static final Pattern QUERY =
      Pattern.compile("([^/, ]+)/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request");

  /**
   * Reads the Authorization header, or the X-Amz parameters of a presigned request.
   *
   * @throws IamError if neither is present or well-formed
   */
  static Credential of(String authorization, Map<String, String> params) {
    if (authorization != null && !authorization.isBlank()) {
      Matcher m = HEADER.matcher(authorization);
      if (m.matches()) {
        return new Credential(m.group(1), m.group(2));
      }
      throw new IamError(
          400,
          "IncompleteSignature",
          "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.");
    }
    Matcher m = QUERY.matcher(params.getOrDefault("X-Amz-Credential", ""));
    if (m.matches() && params.containsKey("X-Amz-Signature")) {
      return new Credential(m.group(1), m.group(2));
    }
    throw new IamError(
        403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }
}
