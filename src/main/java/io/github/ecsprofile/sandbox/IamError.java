package io.github.ecsprofile.sandbox;

/** An answer that says no, as IAM says it. */
final class IamError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final int status;
  final String code;

  IamError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
