package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check;
import java.util.Locale;

/** The names of checks and states as JSON and text output show them. */
final class CheckNames {
  private CheckNames() {}

  /** Returns the name, such as {@code trust-policy} or {@code role-tag:Project}. */
  static String of(Check check) {
    String name =
        switch (check.subject()) {
          case ROLE -> "role";
          case TRUST_POLICY -> "trust-policy";
          case ROLE_PATH -> "path";
          case ROLE_ATTRIBUTE ->
              check.attribute().name().toLowerCase(Locale.ROOT).replace('_', '-');
          case ROLE_TAG -> "role-tag";
          case POLICY -> "policy";
          case INLINE_POLICY -> "inline-policy";
          case INSTANCE_PROFILE -> "instance-profile";
          case INSTANCE_PROFILE_PATH -> "instance-profile-path";
          case INSTANCE_PROFILE_TAG -> "instance-profile-tag";
          case ROLE_IN_PROFILE -> "role-in-profile";
          case OTHER_INSTANCE_PROFILE -> "other-instance-profile";
        };
    return check.subject().isKeyed() ? name + ":" + check.key() : name;
  }

  /** Returns the state, such as {@code missing}. */
  static String of(Check.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
