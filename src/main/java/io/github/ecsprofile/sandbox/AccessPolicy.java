package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a policy in the form that it is evaluated in: an identity policy, a boundary or an SCP. */
final class AccessPolicy {
  /** Lists what a policy says about a request. */
  enum Effect {
    ALLOW,
    DENY,
    NONE
  }

  /**
   * Names a statement that matched a request.
   *
   * @param policy the name of the policy
   * @param place where the statement is in the document
   */
  record Match(String policy, PolicyTree.Place place) {}

  private record Statement(
      boolean allow,
      List<String> actions,
      boolean notAction,
      List<String> resources,
      boolean notResource,
      List<Condition> conditions,
      PolicyTree.Place place) {}

  private final String name;
  private final List<Statement> statements;

  private AccessPolicy(String name, List<Statement> statements) {
    this.name = name;
    this.statements = statements;
  }

  /**
   * Parses a policy.
   *
   * @param name identifies the policy in errors and in simulation results
   * @throws IllegalArgumentException with a message for the user, if IAM would refuse the document,
   *     or if it uses a condition operator, a condition key or a policy variable that the sandbox
   *     cannot evaluate
   */
  static AccessPolicy parse(String name, String document) {
    try {
      PolicyValidator.validate(document);
      List<Statement> statements = new ArrayList<>();
      List<PolicyTree.Place> places = PolicyTree.statementPlaces(document);
      for (JsonNode s : PolicyTree.list(PolicyTree.parse(document).path("Statement"))) {
        statements.add(statement(s, places.get(statements.size())));
      }
      return new AccessPolicy(name, statements);
    } catch (IamError | IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Statement statement(JsonNode s, PolicyTree.Place place) {
    boolean notAction = s.has("NotAction");
    boolean notResource = s.has("NotResource");
    List<String> actions =
        PolicyTree.texts(s.path(notAction ? "NotAction" : "Action")).stream()
            .map(a -> a.toLowerCase(Locale.ROOT))
            .toList();
    boolean evaluated = notAction || actions.stream().anyMatch(AccessPolicy::isServed);
    List<String> resources = PolicyTree.texts(s.path(notResource ? "NotResource" : "Resource"));
    if (evaluated) {
      resources.forEach(PolicyVariables::requireKnown);
    }
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : s.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(
            Condition.of(
                operator.getKey(), key.getKey(), PolicyTree.texts(key.getValue()), evaluated));
      }
    }
    return new Statement(
        s.get("Effect").asText().equals("Allow"),
        actions,
        notAction,
        resources,
        notResource,
        conditions,
        place);
  }

  /** Returns whether an action can be one of the services that the sandbox has. */
  private static boolean isServed(String action) {
    String service = action.split(":", 2)[0];
    return Wildcards.matches(service, "iam") || Wildcards.matches(service, "sts");
  }

  /** Returns whether the policy has a statement with Effect Allow. */
  boolean hasAllow() {
    return statements.stream().anyMatch(Statement::allow);
  }

  /** Returns the condition keys that the policy uses, in lower case. */
  Set<String> keys() {
    return statements.stream()
        .flatMap(s -> s.conditions.stream())
        .map(Condition::key)
        .collect(Collectors.toSet());
  }

  /** Returns the effect on a request: a matching Deny counts more than a matching Allow. */
  Effect effect(AccessRequest request) {
    Effect effect = Effect.NONE;
    for (Statement s : statements) {
      if (applies(s, request)) {
        if (!s.allow) {
          return Effect.DENY;
        }
        effect = Effect.ALLOW;
      }
    }
    return effect;
  }

  /** Returns the statements with an effect on a request. */
  List<Match> matches(AccessRequest request, Effect effect) {
    return statements.stream()
        .filter(s -> s.allow == (effect == Effect.ALLOW) && applies(s, request))
        .map(s -> new Match(name, s.place))
        .toList();
  }

  private static boolean applies(Statement s, AccessRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    boolean named = s.actions.stream().anyMatch(a -> Wildcards.matches(a, action));
    boolean meant =
        s.resources.stream()
            .anyMatch(r -> Arns.matchesResource(r, request.resource(), request.context()));
    return named != s.notAction
        && meant != s.notResource
        && s.conditions.stream().allMatch(c -> c.holds(request.context()));
  }
}
