package io.github.ecsprofile.iam;

/**
 * The AWS services that a run may call: IAM itself, and those that credentials come from. The names
 * of the endpoint settings follow the SDK reference guide, "Service-specific endpoints".
 */
enum Service {
  IAM("iam", "IAM", "IAM", "iam"),
  STS("sts", "STS", "STS", "sts"),
  SSO("sso", "IAM Identity Center", "SSO", "sso"),
  SSO_OIDC("sso-oauth", "IAM Identity Center", "SSO_OIDC", "sso_oidc"),
  SIGNIN("signin", "AWS Sign-In", "SIGNIN", "signin");

  private final String prefix;
  private final String displayName;
  private final String variable;
  private final String property;

  Service(String prefix, String displayName, String variable, String property) {
    this.prefix = prefix;
    this.displayName = displayName;
    this.variable = variable;
    this.property = property;
  }

  /** Returns the name of an action as policies write it, such as {@code sts:AssumeRole}. */
  String action(String operation) {
    return prefix + ":" + operation;
  }

  /** Returns the name of an operation for messages: IAM's own stand without a prefix. */
  String label(String operation) {
    return this == IAM ? operation : action(operation);
  }

  String displayName() {
    return displayName;
  }

  /** Returns the environment variable that sets this service's endpoint. */
  String endpointVariable() {
    return "AWS_ENDPOINT_URL_" + variable;
  }

  /** Returns this service's name in a {@code services} section of the AWS config file. */
  String property() {
    return property;
  }

  /** Whether answers are XML of the AWS query protocol. */
  boolean isQueryProtocol() {
    return this == IAM || this == STS;
  }
}
