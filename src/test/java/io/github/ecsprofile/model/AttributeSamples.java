package io.github.ecsprofile.model;

import java.util.Optional;

/** Two values for every attribute of a role, none of them what IAM takes if it is not set. */
public final class AttributeSamples {
  private AttributeSamples() {}

  /** Returns a value, which no other attribute of a text or a number has. */
  public static AttributeValue one(RoleAttribute a) {
    return switch (a.type()) {
      case TEXT -> new AttributeValue.Text("one-" + a);
      case SECONDS -> new AttributeValue.Seconds(a.min() + 10 + a.ordinal());
      case POLICY_ARN -> new AttributeValue.PolicyArn("arn:aws:iam::aws:policy/ReadOnlyAccess");
    };
  }

  /** Returns another value. */
  public static AttributeValue other(RoleAttribute a) {
    return switch (a.type()) {
      case TEXT -> new AttributeValue.Text("other-" + a);
      case SECONDS -> new AttributeValue.Seconds(a.max() - 10 - a.ordinal());
      case POLICY_ARN -> new AttributeValue.PolicyArn("arn:aws:iam::aws:policy/PowerUserAccess");
    };
  }

  /** Returns a value of every attribute. */
  public static RoleAttributes all() {
    return RoleAttributes.from(a -> Optional.of(one(a)));
  }

  /** Returns the first value of every attribute, and another one of this. */
  public static RoleAttributes allBut(RoleAttribute changed) {
    return RoleAttributes.from(a -> Optional.of(a == changed ? other(a) : one(a)));
  }
}
