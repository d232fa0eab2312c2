package io.github.ecsprofile.export;

import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Right;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists what a policy of {@link Permissions} grants, one right per action, resource and value of a
 * condition key. Each has the condition keys that the commands' requests carry, since the caller's
 * own policies may use any of them (Service Authorization Reference, IAM).
 */
final class Rights {
  private static final String BOUNDARY = "iam:PermissionsBoundary";

  private final Map<String, String> tags;
  private final Optional<String> boundary;
  private final Set<Right> all = new LinkedHashSet<>();

  private Rights(Map<String, String> tags, Optional<String> boundary) {
    this.tags = tags;
    this.boundary = boundary;
  }

  /**
   * Lists the rights of the statements.
   *
   * @param desired null if they are not for one project
   */
  static List<Right> of(Collection<Statement> statements, Desired desired) {
    Rights rights =
        desired == null
            ? new Rights(Map.of(), Optional.empty())
            : new Rights(
                desired.tags(),
                Optional.ofNullable(desired.attributes().text(RoleAttribute.PERMISSIONS_BOUNDARY)));
    statements.forEach(rights::add);
    return List.copyOf(rights.all);
  }

  private void add(Statement statement) {
    for (String resource : statement.resources()) {
      for (String action : statement.actions()) {
        for (Map<String, List<String>> conditions : alternatives(statement)) {
          Map<String, List<String>> context = new LinkedHashMap<>(context(action));
          context.putAll(conditions);
          all.add(new Right(action, Statement.text(resource), conditions, context));
        }
      }
    }
  }

  /** Returns the conditions that a request may meet; a request has one value of a key. */
  private static List<Map<String, List<String>>> alternatives(Statement statement) {
    List<Map<String, List<String>>> found = List.of(Map.of());
    for (Map<String, List<String>> keys : statement.conditions().values()) {
      for (Map.Entry<String, List<String>> key : keys.entrySet()) {
        List<Map<String, List<String>>> longer = new ArrayList<>();
        for (Map<String, List<String>> before : found) {
          for (String value : key.getValue()) {
            Map<String, List<String>> one = new LinkedHashMap<>(before);
            one.put(key.getKey(), List.of(Statement.text(value)));
            longer.add(one);
          }
        }
        found = longer;
      }
    }
    return found;
  }

  private Map<String, List<String>> context(String action) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    switch (action) {
      case "iam:CreateRole" -> {
        requestTags(keys);
        boundary(keys);
      }
      // In a Create call the right to tag is asked for before the resource has tags.
      case "iam:TagRole", "iam:CreateInstanceProfile", "iam:TagInstanceProfile" ->
          requestTags(keys);
      case "iam:AttachRolePolicy",
          "iam:DetachRolePolicy",
          "iam:DeleteRolePolicy",
          "iam:PutRolePermissionsBoundary" -> {
        resourceTags(keys);
        boundary(keys);
      }
      default -> resourceTags(keys);
    }
    return keys;
  }

  private void requestTags(Map<String, List<String>> keys) {
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
    }
  }

  private void resourceTags(Map<String, List<String>> keys) {
    tags.forEach(
        (key, value) -> {
          keys.put("aws:ResourceTag/" + key, List.of(value));
          keys.put("iam:ResourceTag/" + key, List.of(value));
        });
  }

  private void boundary(Map<String, List<String>> keys) {
    boundary.ifPresent(arn -> keys.put(BOUNDARY, List.of(arn)));
  }
}
