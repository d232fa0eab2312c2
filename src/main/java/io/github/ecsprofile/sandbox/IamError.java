package io.github.ecsprofile.sandbox;

/** Ends a call with an error of IAM: HTTP status, code and message. */
final class IamError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  IamError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static IamError noSuchEntity(String message) {
    return new IamError(404, "NoSuchEntity", message);
  }

  static IamError noRole(String name) {
    return noSuchEntity("The role with name " + name + " cannot be found.");
  }

  static IamError noProfile(String name) {
    return noSuchEntity("Instance Profile " + name + " cannot be found.");
  }

  static IamError exists(String message) {
    return new IamError(409, "EntityAlreadyExists", message);
  }

  static IamError deleteConflict(String message) {
    return new IamError(409, "DeleteConflict", message);
  }

  static IamError quota(String name, int max) {
    return new IamError(409, "LimitExceeded", "Cannot exceed quota for " + name + ": " + max);
  }

  static IamError invalidInput(String message) {
    return new IamError(400, "InvalidInput", message);
  }

  static IamError malformed(String message) {
    return new IamError(400, "MalformedPolicyDocument", message);
  }

  /** Returns the AccessDenied of a request (IAM User Guide, "Troubleshoot access denied"). */
  static IamError accessDenied(String caller, AccessRequest request, Decision decision) {
    return new IamError(
        403,
        "AccessDenied",
        "User: "
            + caller
            + " is not authorized to perform: "
            + request.action()
            + " on resource: "
            + request.resource()
            + " "
            + decision.reason(request.action()));
  }

  static IamError validation(String message) {
    return new IamError(400, "ValidationError", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
