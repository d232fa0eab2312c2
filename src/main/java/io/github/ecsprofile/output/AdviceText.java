package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Advice;
import java.util.Locale;

/** Advice in words. */
public final class AdviceText {
  private AdviceText() {}

  /** Returns the code that programs read, such as {@code both-ecs-policies}. */
  static String code(Advice advice) {
    return advice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the advice in one line. */
  public static String of(Advice advice) {
    return "role "
        + advice.role()
        + switch (advice.kind()) {
          case BOTH_ECS_POLICIES ->
              " has the policy of ECS container instances and that of ECS Managed Instances:"
                  + " use a role for each";
          case DEPRECATED_POLICY ->
              " has AmazonEC2RoleforSSM, which is deprecated: use AmazonSSMManagedInstanceCore";
          case POLICY_QUOTA ->
              " has "
                  + advice.detail()
                  + " managed policies that the account's quota allows: ask AWS for a higher one"
                  + " before it is reached";
          case ROLE_TEMPLATE ->
              " belongs to the IAM role template "
                  + advice.detail()
                  + ": it is changed by its template only";
          case ROLE_NAME_PREFIX ->
              " has the policy of ECS Managed Instances, and its name does not begin with "
                  + advice.detail()
                  + ": ECS may not pass it to instances";
        };
  }
}
