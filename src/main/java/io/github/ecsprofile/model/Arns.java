package io.github.ecsprofile.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARNs of IAM resources (IAM User Guide, "IAM identifiers"). */
public final class Arns {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "arn:[a-z0-9-]{1,32}:iam::(\\d{12}):(?:role|instance-profile)/[\\x21-\\x7E]{1,640}");

  private Arns() {}

  /**
   * Returns whether the text is the ARN of a role or an instance profile. For a moment after a
   * create IAM returns the unique id ({@code AROA…}, {@code AIPA…}) in its place.
   */
  public static boolean isArn(String text) {
    return text != null && RESOURCE.matcher(text).matches();
  }

  /** Returns the account of a role's or instance profile's ARN; empty if the text is not one. */
  public static Optional<String> account(String arn) {
    Matcher m = RESOURCE.matcher(arn == null ? "" : arn);
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
