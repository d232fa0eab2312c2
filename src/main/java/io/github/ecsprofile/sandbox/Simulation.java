package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Implements SimulatePrincipalPolicy and SimulateCustomPolicy by the engine that enforces. */
final class Simulation {
  private final RequestContext c;
  private final AccessPolicies policies;
  private final boolean withScps;

  private Simulation(RequestContext c, AccessPolicies policies, boolean withScps) {
    this.c = c;
    this.policies = policies;
    this.withScps = withScps;
  }

  static void principal(RequestContext c) {
    String arn = c.params.arn("PolicySourceArn", true);
    requireActions(c);
    AccessPolicies own = ofPrincipal(c, arn);
    List<AccessPolicy> identity = new ArrayList<>(own.identity());
    identity.addAll(input(c, "PolicyInputList"));
    new Simulation(c, new AccessPolicies(identity, boundary(c, own.boundary()), own.scps()), true)
        .run();
  }

  static void custom(RequestContext c) {
    c.params.require("PolicyInputList.member.1");
    requireActions(c);
    List<AccessPolicy> identity = input(c, "PolicyInputList");
    new Simulation(c, new AccessPolicies(identity, boundary(c, null), List.of()), false).run();
  }

  private static void requireActions(RequestContext c) {
    c.params.require("ActionNames.member.1");
    c.params.check();
  }

  private static AccessPolicies ofPrincipal(RequestContext c, String arn) {
    if (arn.equals(c.arn("user/" + Principal.USER))) {
      return c.limits.ofUser();
    }
    for (State.Role r : c.visible.roles.values()) {
      if (arn.equals(c.arn("role" + r.path + r.name))) {
        return PrincipalPolicies.ofRole(r, c, c.limits);
      }
    }
    if (!arn.matches("arn:[\\w-]+:iam::\\d{12}:(user|role|group)/.+")) {
      throw IamError.invalidInput(
          "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
    }
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    String kind = arn.contains(":role/") ? "role" : arn.contains(":user/") ? "user" : "group";
    throw IamError.noSuchEntity("The " + kind + " with name " + name + " cannot be found.");
  }

  private static AccessPolicy boundary(RequestContext c, AccessPolicy own) {
    List<AccessPolicy> given = input(c, "PermissionsBoundaryPolicyInputList");
    return given.isEmpty() ? own : given.get(0);
  }

  private static List<AccessPolicy> input(RequestContext c, String list) {
    List<AccessPolicy> all = new ArrayList<>();
    for (String document : c.params.list(list)) {
      try {
        all.add(AccessPolicy.parse(list + "." + (all.size() + 1), document));
      } catch (IllegalArgumentException e) {
        throw IamError.invalidInput(e.getMessage());
      }
    }
    return all;
  }

  private void run() {
    Map<String, List<String>> context = context();
    List<String> resources = c.params.list("ResourceArns");
    Map<String, AccessRequest> requests = new LinkedHashMap<>();
    for (String action : c.params.list("ActionNames")) {
      for (String resource : resources.isEmpty() ? List.of("*") : resources) {
        requests.put(
            "%06d".formatted(requests.size()), new AccessRequest(action, resource, context));
      }
    }
    Pagination.write(c, "EvaluationResults", requests, r -> result(r, !resources.isEmpty()));
  }

  private Map<String, List<String>> context() {
    Map<String, List<String>> context = new HashMap<>(AccessRequests.globalContext(c));
    String source = c.params.get("PolicySourceArn");
    if (source != null) {
      // Of the caller, and not of the principal that the simulation is about.
      context
          .keySet()
          .removeIf(
              k ->
                  k.startsWith("aws:principaltag/")
                      || k.equals("aws:tokenissuetime")
                      || k.equals("aws:multifactorauthpresent"));
      context.put("aws:principalarn", List.of(source));
      if (!source.contains(":user/")) {
        context.remove("aws:username");
        context.remove("aws:userid");
      }
    }
    for (int n = 1; ; n++) {
      String prefix = "ContextEntries.member." + n;
      String key = c.params.get(prefix + ".ContextKeyName");
      if (key == null) {
        return context;
      }
      context.put(key.toLowerCase(Locale.ROOT), c.params.list(prefix + ".ContextKeyValues"));
    }
  }

  private void result(AccessRequest request, boolean perResource) {
    Decision decision = policies.decide(request);
    String word =
        decision.isAllowed()
            ? "allowed"
            : decision.isExplicitDeny() ? "explicitDeny" : "implicitDeny";
    List<AccessPolicy.Match> matched =
        policies.matches(
            request,
            decision.isExplicitDeny() ? AccessPolicy.Effect.DENY : AccessPolicy.Effect.ALLOW);
    c.xml
        .open("member")
        .tag("EvalActionName", request.action())
        .tag("EvalResourceName", request.resource())
        .tag("EvalDecision", word);
    details(request, matched);
    c.xml.open("EvalDecisionDetails").close("EvalDecisionDetails");
    if (withScps) {
      c.xml
          .open("OrganizationsDecisionDetail")
          .tag(
              "AllowedByOrganizations",
              decision != Decision.SCP_DENY && decision != Decision.NO_SCP_ALLOW)
          .close("OrganizationsDecisionDetail");
    }
    boundaryDetail(request);
    if (perResource) {
      c.xml
          .open("ResourceSpecificResults")
          .open("member")
          .tag("EvalResourceName", request.resource())
          .tag("EvalResourceDecision", word);
      details(request, matched);
      boundaryDetail(request);
      c.xml.close("member").close("ResourceSpecificResults");
    }
    c.xml.close("member");
  }

  private void boundaryDetail(AccessRequest request) {
    if (policies.boundary() != null) {
      c.xml
          .open("PermissionsBoundaryDecisionDetail")
          .tag(
              "AllowedByPermissionsBoundary",
              policies.boundary().effect(request) == AccessPolicy.Effect.ALLOW)
          .close("PermissionsBoundaryDecisionDetail");
    }
  }

  private void position(String element, int line, int column) {
    c.xml.open(element).tag("Line", line).tag("Column", column).close(element);
  }

  private void details(AccessRequest request, List<AccessPolicy.Match> matched) {
    c.xml.open("MatchedStatements");
    for (AccessPolicy.Match m : matched) {
      c.xml.open("member").tag("SourcePolicyId", m.policy()).tag("SourcePolicyType", "IAM Policy");
      position("StartPosition", m.place().startLine(), m.place().startColumn());
      position("EndPosition", m.place().endLine(), m.place().endColumn());
      c.xml.close("member");
    }
    c.xml.close("MatchedStatements").open("MissingContextValues");
    Set<String> missing = new TreeSet<>(policies.keys());
    missing.removeIf(k -> request.context().containsKey(k.toLowerCase(Locale.ROOT)));
    missing.forEach(k -> c.xml.tag("member", k));
    c.xml.close("MissingContextValues");
  }
}
