package io.github.ecsprofile.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the ARN of a managed policy.
 *
 * @param owner aws, or an account
 * @param key the path without its leading slash, and the name
 */
record PolicyArn(String partition, String owner, String key) {
  private static final Pattern ARN =
      Pattern.compile("arn:([\\w-]+):([\\w-]*):([\\w-]*):(\\w*):(.+)");

  /** Parses an ARN; null if it is not the ARN of a policy. */
  static PolicyArn parse(String arn) {
    Matcher m = ARN.matcher(arn);
    return m.matches() && m.group(2).equals("iam") && m.group(5).startsWith("policy/")
        ? new PolicyArn(m.group(1), m.group(4), m.group(5).substring("policy/".length()))
        : null;
  }

  /**
   * Parses an ARN.
   *
   * @throws IamError ValidationError if it is not an ARN, InvalidInput if it is not a policy's
   */
  static PolicyArn require(String arn) {
    if (!ARN.matcher(arn).matches()) {
      throw IamError.validation("ARN " + arn + " is not valid.");
    }
    PolicyArn policy = parse(arn);
    if (policy == null) {
      throw IamError.invalidInput("ARN " + arn + " is not valid.");
    }
    return policy;
  }

  boolean isAws() {
    return owner.equals("aws");
  }

  /** Returns the policy in a state; null if there is none. */
  State.Policy find(State state, String callerPartition) {
    if (!partition.equals(callerPartition)) {
      return null;
    }
    return isAws()
        ? AwsPolicies.get(key)
        : owner.equals(RequestContext.ACCOUNT) ? state.policies.get(key) : null;
  }
}
