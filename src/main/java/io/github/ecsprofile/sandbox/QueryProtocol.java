package io.github.ecsprofile.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a request of the Query protocol (IAM API reference, "Making query requests"). */
final class QueryProtocol {
  /** Holds an answer: HTTP status, body, and IAM's code if it is an error. */
  record Answer(int status, String body, String requestId, String code) {}

  private static final String IAM_VERSION = "2010-05-08";
  private static final String STS_VERSION = "2011-06-15";
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=[^/, ]+/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request,"
              + " *SignedHeaders=[^, ]+, *Signature=[0-9a-f]{64}");

  private QueryProtocol() {}

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

  /** Runs the action on the store and returns its answer. */
  static Answer answer(
      Map<String, String> params, String authorization, Store store, boolean arnIsId) {
    String version = params.getOrDefault("Version", IAM_VERSION);
    String id = UUID.randomUUID().toString();
    try {
      String region = region(authorization);
      String name = params.get("Action");
      if (name == null) {
        throw new IamError(400, "MissingAction", "Missing Action");
      }
      Actions.Action action =
          version.equals(STS_VERSION)
              ? name.equals("GetCallerIdentity") ? Actions.CALLER : null
              : version.equals(IAM_VERSION) ? Actions.IAM.get(name) : null;
      if (action == null) {
        throw new IamError(
            400, "InvalidAction", "Could not find operation " + name + " for version " + version);
      }
      RequestContext call =
          new RequestContext(
              new RequestParams(params), RequestContext.partitionOf(region), arnIsId);
      XmlWriter inner =
          action.writes()
              ? store.write((visible, current) -> run(action, call, visible, current))
              : store.read((visible, current) -> run(action, call, visible, current));
      XmlWriter xml = new XmlWriter().open(name + "Response xmlns=\"" + namespace(version) + "\"");
      String body =
          xml
              + (action.result() ? "<" + name + "Result>" + inner + "</" + name + "Result>" : "")
              + "<ResponseMetadata><RequestId>"
              + id
              + "</RequestId></ResponseMetadata></"
              + name
              + "Response>";
      return new Answer(200, body, id, "");
    } catch (IamError e) {
      return error(e, version, id);
    }
  }

  private static XmlWriter run(
      Actions.Action action, RequestContext call, State visible, State current) {
    call.visible = visible;
    call.current = current;
    action.run().accept(call);
    return call.xml;
  }

  static Answer error(IamError e, String version, String id) {
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
    return version.equals(STS_VERSION)
        ? "https://sts.amazonaws.com/doc/2011-06-15/"
        : "https://iam.amazonaws.com/doc/2010-05-08/";
  }

  /** Returns the signing region of a well-formed header; the signature is not checked. */
  private static String region(String authorization) {
    if (authorization == null || authorization.isBlank()) {
      throw new IamError(
          403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    Matcher m = SIGNATURE.matcher(authorization);
    if (!m.matches()) {
      throw new IamError(
          400,
          "IncompleteSignature",
          "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.");
    }
    return m.group(1);
  }
}
