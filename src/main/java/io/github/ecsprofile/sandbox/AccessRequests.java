package io.github.ecsprofile.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Derives from a call what IAM asks the policies: actions, resources and condition keys (Service
 * Authorization Reference, "Actions, resources, and condition keys for IAM" and "for AWS STS").
 */
final class AccessRequests {
  /** Actions that carry the boundary of the role that they are about as iam:PermissionsBoundary. */
  private static final Set<String> BOUNDED =
      Set.of(
          "AttachRolePolicy",
          "DetachRolePolicy",
          "PutRolePolicy",
          "DeleteRolePolicy",
          "DeleteRolePermissionsBoundary");

  private final RequestContext c;
  private final String name;
  private final Map<String, List<String>> context = new HashMap<>();
  private final List<AccessRequest> requests = new ArrayList<>();

  private AccessRequests(RequestContext c) {
    this.c = c;
    this.name = c.params.get("Action");
  }

  /** Returns the questions of a call, in IAM's order; the first is about the action itself. */
  static List<AccessRequest> of(RequestContext c) {
    AccessRequests all = new AccessRequests(c);
    all.collect();
    return all.requests;
  }

  private void collect() {
    context.putAll(globalContext(c));
    addRequestContext();
    if (Actions.STS.containsKey(name)) {
      String role = name.equals("AssumeRole") ? c.params.get("RoleArn") : "*";
      add("sts:" + name, role);
      if (name.equals("AssumeRole")) {
        addSessionScope(role);
      }
      return;
    }
    String resource = resource();
    add("iam:" + name, resource);
    boolean tagged = !requestTags(c.params).isEmpty();
    if (tagged && name.startsWith("Create")) {
      add("iam:Tag" + name.substring("Create".length()), resource);
    }
    if (name.equals("AddRoleToInstanceProfile")) {
      Map<String, List<String>> passed = new HashMap<>(globalContext(c));
      State.Role role = c.visible.role(param("RoleName"));
      addResourceTags(passed, role == null ? Map.of() : role.tags);
      String service = c.partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
      passed.put("iam:passedtoservice", List.of(service));
      requests.add(new AccessRequest("iam:PassRole", roleArn(), passed));
    }
  }

  /**
   * Adds the questions about what a session gets, from this call or from the caller's own session
   * (IAM User Guide, "Monitor and control actions taken with assumed roles": role chaining needs
   * sts:SetSourceIdentity again; aws/eks-pod-identity-agent issue 80: so do transitive tags).
   */
  private void addSessionScope(String role) {
    SessionScope inherited = c.caller.scope();
    if (!requestTags(c.params).isEmpty() || !inherited.transitive().isEmpty()) {
      add("sts:TagSession", role);
    }
    if (c.params.get("SourceIdentity") != null || inherited.sourceIdentity() != null) {
      add("sts:SetSourceIdentity", role);
    }
  }

  private void add(String action, String resource) {
    requests.add(new AccessRequest(action, resource == null ? "*" : resource, context));
  }

  private String param(String parameter) {
    return c.params.get(parameter) == null ? "" : c.params.get(parameter);
  }

  /** Returns the keys that every request has. */
  static Map<String, List<String>> globalContext(RequestContext c) {
    Map<String, List<String>> keys = new HashMap<>();
    keys.put("aws:principalarn", List.of(c.principalArn()));
    keys.put("aws:principalaccount", List.of(RequestContext.ACCOUNT));
    keys.put("aws:principaltype", List.of(c.caller.role() == null ? "User" : "AssumedRole"));
    keys.put("aws:userid", List.of(c.caller.id()));
    if (c.caller.role() == null) {
      keys.put("aws:username", List.of(Principal.USER));
    }
    keys.put("aws:requestedregion", List.of(c.region));
    keys.put("aws:resourceaccount", List.of(RequestContext.ACCOUNT));
    keys.put("aws:sourceip", List.of("127.0.0.1"));
    keys.put("aws:currenttime", List.of(RequestContext.now()));
    keys.put("aws:epochtime", List.of(String.valueOf(Instant.now().getEpochSecond())));
    if (c.caller.issued() != null) {
      keys.put("aws:tokenissuetime", List.of(c.caller.issued().toString()));
      keys.put("aws:multifactorauthpresent", List.of("false"));
    }
    addPrincipalTags(keys, c);
    if (c.caller.scope().sourceIdentity() != null) {
      keys.put("aws:sourceidentity", List.of(c.caller.scope().sourceIdentity()));
    }
    // What AWS sees of a client that talks to its own endpoint; the sandbox itself has no TLS.
    keys.put("aws:securetransport", List.of("true"));
    keys.put("aws:viaawsservice", List.of("false"));
    keys.put("aws:principalisawsservice", List.of("false"));
    return keys;
  }

  private static void addPrincipalTags(Map<String, List<String>> keys, RequestContext c) {
    State.Role role = c.caller.role() == null ? null : c.visible.role(c.caller.role());
    if (role != null) {
      role.tags.forEach((k, v) -> keys.put("aws:principaltag/" + lower(k), List.of(v)));
      // A session tag overrides the role's tag of the same key.
      c.caller
          .scope()
          .tags()
          .forEach((k, v) -> keys.put("aws:principaltag/" + lower(k), List.of(v)));
    }
  }

  private void addRequestContext() {
    put("iam:policyarn", c.params.get("PolicyArn"), name.endsWith("RolePolicy"));
    put("iam:permissionsboundary", c.params.get("PermissionsBoundary"), true);
    put("iam:awsservicename", c.params.get("AWSServiceName"), true);
    put("sts:rolesessionname", c.params.get("RoleSessionName"), true);
    put("sts:sourceidentity", c.params.get("SourceIdentity"), true);
    put("sts:externalid", c.params.get("ExternalId"), true);
    Map<String, String> tags = requestTags(c.params);
    tags.forEach((k, v) -> context.put("aws:requesttag/" + lower(k), List.of(v)));
    List<String> keys = new ArrayList<>(tags.keySet());
    keys.addAll(c.params.list("TagKeys"));
    if (!keys.isEmpty()) {
      context.put("aws:tagkeys", keys);
    }
    List<String> transitive = c.params.list("TransitiveTagKeys");
    if (!transitive.isEmpty()) {
      context.put("sts:transitivetagkeys", transitive);
    }
  }

  private void put(String key, String value, boolean applies) {
    if (applies && value != null) {
      context.put(key, List.of(value));
    }
  }

  private static Map<String, String> requestTags(RequestParams params) {
    Map<String, String> tags = new HashMap<>();
    for (int n = 1; params.get("Tags.member." + n + ".Key") != null; n++) {
      String value = params.get("Tags.member." + n + ".Value");
      tags.put(params.get("Tags.member." + n + ".Key"), value == null ? "" : value);
    }
    return tags;
  }

  private static void addResourceTags(Map<String, List<String>> context, Map<String, String> tags) {
    tags.forEach(
        (k, v) -> {
          context.put("aws:resourcetag/" + lower(k), List.of(v));
          context.put("iam:resourcetag/" + lower(k), List.of(v));
        });
  }

  private String resource() {
    if (name.equals("CreateServiceLinkedRole")) {
      String service = param("AWSServiceName");
      String role = service.equals("ecs.amazonaws.com") ? "AWSServiceRoleForECS" : "";
      return c.arn("role/aws-service-role/" + service + "/" + role);
    }
    if (name.startsWith("Simulate")) {
      return c.params.get("PolicySourceArn");
    }
    if (name.equals("GetUser")) {
      return c.arn("user/" + Principal.USER);
    }
    if (name.startsWith("List") && !hasTarget()) {
      return listed();
    }
    if (name.contains("InstanceProfile") && !name.equals("ListInstanceProfilesForRole")) {
      return profileArn();
    }
    if (c.params.get("RoleName") != null) {
      return roleArn();
    }
    return policyArn();
  }

  private boolean hasTarget() {
    return c.params.get("RoleName") != null
        || c.params.get("InstanceProfileName") != null
        || c.params.get("PolicyArn") != null;
  }

  /** Returns what a list is about: IAM names the type and the path prefix in its denials. */
  private String listed() {
    String prefix = c.params.get("PathPrefix") == null ? "/" : c.params.get("PathPrefix");
    return switch (name) {
      case "ListRoles" -> c.arn("role" + prefix);
      case "ListInstanceProfiles" -> c.arn("instance-profile" + prefix);
      case "ListPolicies" -> c.arn("policy" + prefix);
      default -> "*";
    };
  }

  private String roleArn() {
    State.Role role = c.visible.role(param("RoleName"));
    if (role == null) {
      return c.arn("role" + path() + param("RoleName"));
    }
    if (!name.startsWith("Create") && !name.contains("InstanceProfile")) {
      addResourceTags(context, role.tags);
      put("iam:permissionsboundary", role.boundary, BOUNDED.contains(name));
    }
    return c.arn("role" + role.path + role.name);
  }

  private String profileArn() {
    State.Profile profile = c.visible.profile(param("InstanceProfileName"));
    if (profile == null || name.startsWith("Create")) {
      return c.arn("instance-profile" + path() + param("InstanceProfileName"));
    }
    addResourceTags(context, profile.tags);
    return c.arn("instance-profile" + profile.path + profile.name);
  }

  private String policyArn() {
    String arn = c.params.get("PolicyArn");
    if (arn == null) {
      return name.equals("CreatePolicy") ? c.arn("policy" + path() + param("PolicyName")) : "*";
    }
    State.Policy policy = c.visible.policies.get(arn.substring(arn.indexOf("policy/") + 7));
    if (policy != null) {
      addResourceTags(context, policy.tags);
    }
    return arn;
  }

  private String path() {
    return c.params.get("Path") == null ? "/" : c.params.get("Path");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
