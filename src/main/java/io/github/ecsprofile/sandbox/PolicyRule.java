package io.github.ecsprofile.sandbox;

/**
 * Lists the rules for policy documents, each with the text of IAM's MalformedPolicyDocument. The
 * conformance table holds the evidence for each text.
 */
enum PolicyRule {
  SYNTAX("Syntax errors in policy."),
  VERSION("Policy document must be version 2012-10-17 or greater."),
  LEGACY("The policy failed legacy parsing"),
  NO_PRINCIPAL("Policy document should not specify a principal."),
  UNIQUE_SID("Statement IDs (SID) in a single policy must be unique."),
  ACTIONS("Policy statement must contain actions."),
  RESOURCES("Policy statement must contain resources."),
  RESOURCE_FORMAT("Resource %s must be in ARN format or \"*\"."),
  RESOURCE_PARTITION("Partition \"%s\" is not valid for resource \"%s\"."),
  RESOURCE_VENDOR("Resource vendor must be fully qualified and cannot contain regexes."),
  IAM_REGION("IAM resource %s cannot contain region information."),
  S3_REGION("Resource %s can not contain region information."),
  IAM_PATH("IAM resource path must either be \"*\", root, or start with %s."),
  ACTION_VENDOR("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
  ACTION_COLON("Actions/Condition can contain only one colon."),
  VENDOR_NAME("Vendor %s is not valid"),

  TRUST_JSON("This policy contains invalid Json"),
  TRUST_VERSION("The policy must contain a valid version string"),
  TRUST_EMPTY("Could not parse the policy: Statement is empty!"),
  TRUST_UNIQUE_SID("The Statement Ids in the policy are not unique"),
  TRUST_FIELD("Unknown field %s"),
  TRUST_RESOURCE("Has prohibited field Resource"),
  TRUST_NOT_RESOURCE("AssumeRole policy must not contain resources."),
  TRUST_NO_EFFECT("Missing required field Effect cannot be empty!"),
  TRUST_EFFECT("Invalid effect: %s"),
  TRUST_NO_ACTION("Missing required field Action"),
  TRUST_ACTION("AssumeRole policy may only specify STS AssumeRole actions."),
  TRUST_NO_PRINCIPAL("Missing required field Principal"),
  TRUST_NOT_PRINCIPAL("Allow with NotPrincipal is not allowed."),
  TRUST_STAR("AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"."),
  TRUST_BAD_PRINCIPAL("Invalid principal in policy."),
  TRUST_UNKNOWN_PRINCIPAL("Invalid principal in policy: \"%s\":\"%s\"");

  private final String text;

  PolicyRule(String text) {
    this.text = text;
  }

  /** Returns the error of a violation; the values fill the text. */
  IamError violated(Object... values) {
    return new IamError(400, "MalformedPolicyDocument", text.formatted(values));
  }
}
