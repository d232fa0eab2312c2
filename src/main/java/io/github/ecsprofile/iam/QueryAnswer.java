package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a successful answer is one of the AWS query protocol: a root element {@code
 * <ActionResponse>}, and within it {@code <ActionResult>} with content for actions that return
 * something.
 */
final class QueryAnswer {
  private static final Pattern ROOT =
      Pattern.compile(
          "\\A\\uFEFF?\\s*(?:<\\?[^>]*>|<!--.*?-->|\\s)*<([A-Za-z][\\w.:-]*)", Pattern.DOTALL);

  private static final Pattern RETURNS = Pattern.compile("(?:Get|List|Create|Assume|Simulate).*");

  private QueryAnswer() {}

  /** Returns whether the answer begins as expected and ends before its root element does. */
  static boolean isCut(byte[] body, String operation) {
    String text = text(body);
    String root = operation + "Response";
    return root.equals(root(text)) && !text.endsWith("</" + root + ">") && !text.endsWith("/>");
  }

  /** Fails where the answer is not that of the operation. */
  static void requireOf(Service service, String operation, byte[] body) {
    String text = text(body);
    boolean known = (operation + "Response").equals(root(text));
    boolean hasResult =
        !RETURNS.matcher(operation).matches()
            || Pattern.compile("<" + operation + "Result[^>]*>\\s*<[A-Za-z]").matcher(text).find();
    if (!known || !hasResult) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          service.label(operation)
              + ": the endpoint answered with something that is not "
              + service.displayName()
              + "'s answer",
          "Check the endpoint (--endpoint-url, AWS_ENDPOINT_URL, endpoint_url) and the proxy.");
    }
  }

  private static String root(String text) {
    Matcher m = ROOT.matcher(text);
    return m.find() ? m.group(1) : "";
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).stripTrailing();
  }
}
