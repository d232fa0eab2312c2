package io.github.ecsprofile.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Code and message of an error answer, empty where there are none. The SDK finds them right below
 * ErrorResponse alone; some other endpoints put a list of errors in between, and a denied right
 * must not look like a defect there.
 */
record ErrorDetails(String code, String text) {
  static ErrorDetails of(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details == null) {
      return new ErrorDetails("", "");
    }
    String raw = details.rawResponse() == null ? "" : details.rawResponse().asUtf8String();
    return details.errorCode() == null
        ? new ErrorDetails(element(raw, "Code"), SdkErrors.oneLine(element(raw, "Message")))
        : new ErrorDetails(
            details.errorCode(),
            details.errorMessage() == null ? "" : SdkErrors.oneLine(details.errorMessage()));
  }

  private static String element(String xml, String name) {
    Matcher m = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    return m.find()
        ? m.group(1)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&#39;", "'")
            .replace("&#34;", "\"")
            .replace("&amp;", "&")
        : "";
  }
}
