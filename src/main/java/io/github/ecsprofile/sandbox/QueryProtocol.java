package io.github.ecsprofile.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads and writes the Query protocol (IAM API reference, "Making query requests"). */
final class QueryProtocol {
  /** Holds an answer: HTTP status, body, and IAM's code if it is an error. */
  record Answer(int status, String body, String requestId, String code) {}

  static final String IAM_VERSION = "2010-05-08";
  static final String STS_VERSION = "2011-06-15";

  private QueryProtocol() {}

  /** Parses a form-encoded body or query string. */
  static Map<String, String> parseForm(String body) {
    Map<String, String> all = new HashMap<>();
    for (String pair : body.split("&")) {
      int at = pair.indexOf('=');
      if (!pair.isEmpty()) {
        all.put(
            decoded(at < 0 ? pair : pair.substring(0, at)),
            at < 0 ? "" : decoded(pair.substring(at + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IamError(400, "MalformedQueryString", "The query string is malformed.");
    }
  }

  /**
   * Wraps the result of an action.
   *
   * @param result the elements of the result; null for an action without a result element
   */
  static Answer success(String action, String version, XmlWriter result) {
    String id = UUID.randomUUID().toString();
    String body =
        "<"
            + action
            + "Response xmlns=\""
            + namespace(version)
            + "\">"
            + (result == null ? "" : "<" + action + "Result>" + result + "</" + action + "Result>")
            + "<ResponseMetadata><RequestId>"
            + id
            + "</RequestId></ResponseMetadata></"
            + action
            + "Response>";
    return new Answer(200, body, id, "");
  }

  /** Wraps an error. */
  static Answer error(IamError e, String version) {
    String id = UUID.randomUUID().toString();
    String body =
        new XmlWriter()
            .open("ErrorResponse xmlns=\"" + namespace(version) + "\"")
            .open("Error")
            .tag("Type", e.status() >= 500 ? "Receiver" : "Sender")
            .tag("Code", e.code())
            .tag("Message", e.getMessage())
            .close("Error")
            .tag("RequestId", id)
            .close("ErrorResponse")
            .toString();
    return new Answer(e.status(), body, id, e.code());
  }

  private static String namespace(String version) {
    return STS_VERSION.equals(version)
        ? "https://sts.amazonaws.com/doc/2011-06-15/"
        : "https://iam.amazonaws.com/doc/2010-05-08/";
  }
}
