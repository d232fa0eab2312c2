package io.github.ecsprofile.sandbox;

import java.util.UUID;

/** Implements the actions on service-linked roles, for ECS. */
final class ServiceLinkedRoles {
  private static final String ECS = "ecs.amazonaws.com";
  private static final String NAME = "AWSServiceRoleForECS";
  private static final String PATH = "/aws-service-role/" + ECS + "/";
  private static final String POLICY = "aws-service-role/AmazonECSServiceRolePolicy";

  private ServiceLinkedRoles() {}

  static void create(RequestContext c) {
    String service = c.params.text("AWSServiceName", true, 1, 128, RequestParams.NAME);
    String suffix = c.params.get("CustomSuffix");
    String description = c.params.description();
    c.params.check();
    if (!service.equals(ECS)) {
      throw new IamError(
          501, "SandboxNotImplemented", "The sandbox has no service-linked role of " + service);
    }
    if (suffix != null) {
      throw IamError.invalidInput("Custom suffix is not allowed for " + service);
    }
    if (c.current.role(NAME) != null) {
      throw IamError.invalidInput(
          "Service role name "
              + NAME
              + " has been taken in this account, please try a different suffix.");
    }
    State.Role r = new State.Role();
    r.name = NAME;
    r.path = PATH;
    r.id = RequestContext.newId("AROA");
    r.created = RequestContext.now();
    r.description = description;
    r.trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
            + ECS
            + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    r.attached.add("arn:" + c.partition + ":iam::aws:policy/" + POLICY);
    c.current.put(r);
    c.xml.open("Role");
    Roles.core(c, r);
    c.xml.close("Role");
  }

  static void delete(RequestContext c) {
    String name = c.params.name("RoleName", 64);
    c.params.check();
    State.Role r = c.role(name);
    if (!isServiceLinked(r)) {
      throw IamError.noRole(name);
    }
    c.current.roles.remove(State.key(name));
    c.xml.tag("DeletionTaskId", "task" + r.path + r.name + "/" + UUID.randomUUID());
  }

  /** Reports success: the sandbox deletes at once. */
  static void deletionStatus(RequestContext c) {
    c.params.text("DeletionTaskId", true, 1, 1000, null);
    c.params.check();
    c.xml.tag("Status", "SUCCEEDED");
  }

  private static boolean isServiceLinked(State.Role r) {
    return r.path.startsWith("/aws-service-role/");
  }

  /** Throws UnmodifiableEntity if only the service may change the role. */
  static void requireModifiable(State.Role r) {
    if (isServiceLinked(r)) {
      throw new IamError(
          400,
          "UnmodifiableEntity",
          "Cannot perform the operation on the protected role '"
              + r.name
              + "' - this role is only modifiable by AWS");
    }
  }
}
