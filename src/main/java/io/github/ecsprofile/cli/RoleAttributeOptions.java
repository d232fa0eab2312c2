package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import io.github.ecsprofile.template.InvalidInput;
import io.github.ecsprofile.template.Templates;
import java.util.EnumMap;
import java.util.Map;

/** The options that set the role's attributes, one for each {@link RoleAttribute}. */
final class RoleAttributeOptions {
  private record Row(String option, String label, String description) {}

  private final Map<RoleAttribute, AttributeValue> given = new EnumMap<>(RoleAttribute.class);
  private final Map<RoleAttribute, String> policies = new EnumMap<>(RoleAttribute.class);

  private static Row row(RoleAttribute attribute) {
    return switch (attribute) {
      case DESCRIPTION -> new Row("--description", "TEXT", "The role's description.");
      case MAX_SESSION_DURATION ->
          new Row(
              "--max-session-duration", "SECONDS", "The role's longest session, 3600 to 43200.");
      case PERMISSIONS_BOUNDARY ->
          new Row(
              "--permissions-boundary", "POLICY", "The role's permissions boundary: NAME or ARN.");
    };
  }

  /** Returns the name of the option, such as {@code --description}. */
  static String option(RoleAttribute attribute) {
    return row(attribute).option;
  }

  void declare(Options to) {
    for (RoleAttribute a : RoleAttribute.values()) {
      Row row = row(a);
      switch (a.type()) {
        case TEXT ->
            to.value(
                String.class,
                row.option,
                row.label,
                row.description,
                v -> given.put(a, new AttributeValue.Text(v)));
        case SECONDS ->
            to.value(
                Integer.class,
                row.option,
                row.label,
                row.description,
                v -> given.put(a, new AttributeValue.Seconds(v)));
        case POLICY_ARN ->
            to.value(String.class, row.option, row.label, row.description, v -> policies.put(a, v));
      }
    }
  }

  /** Fails if a value breaks a rule of IAM; the names of policies are not looked up. */
  void check() {
    given.forEach((a, value) -> InvalidInput.check(option(a), a.check(value)));
  }

  /** Returns the values that were given, with the ARNs of policies. */
  RoleAttributes values(Templates templates) {
    Map<RoleAttribute, AttributeValue> all = new EnumMap<>(given);
    policies.forEach(
        (a, policy) ->
            all.put(a, new AttributeValue.PolicyArn(templates.policyArn(policy, option(a)))));
    return new RoleAttributes(all);
  }
}
