package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Lists the actions of the sandbox and how their answers are wrapped. Actions without an output
 * shape have no result element; UpdateRole has an empty one (IAM API reference).
 */
final class Actions {
  /** Holds how an action runs, whether it writes, and whether its answer has a result element. */
  record Action(Consumer<RequestContext> run, boolean writes, boolean result) {}

  static final Map<String, Action> IAM = new TreeMap<>();

  static {
    read("GetRole", Roles::get);
    read("ListRoles", Roles::list);
    read("ListRoleTags", Roles::listTags);
    read("ListAttachedRolePolicies", RolePolicies::listAttached);
    read("GetRolePolicy", RolePolicies::getPolicy);
    read("ListRolePolicies", RolePolicies::listPolicies);
    read("GetInstanceProfile", Profiles::get);
    read("ListInstanceProfiles", Profiles::list);
    read("ListInstanceProfilesForRole", Profiles::listForRole);
    read("ListInstanceProfileTags", Profiles::listTags);
    read("GetPolicy", Policies::get);
    read("ListPolicies", Policies::list);
    read("GetPolicyVersion", PolicyVersions::get);
    read("ListPolicyVersions", PolicyVersions::list);
    read("ListPolicyTags", PolicyVersions::listTags);
    read("ListEntitiesForPolicy", PolicyVersions::listEntities);
    read("SimulatePrincipalPolicy", Simulation::principal);
    read("SimulateCustomPolicy", Simulation::custom);
    read("GetAccountSummary", Account::summary);
    read("ListAccountAliases", Account::aliases);
    read("GetUser", Account::user);
    read("GetServiceLinkedRoleDeletionStatus", ServiceLinkedRoles::deletionStatus);
    write("CreateServiceLinkedRole", true, ServiceLinkedRoles::create);
    write("DeleteServiceLinkedRole", true, ServiceLinkedRoles::delete);
    write("CreatePolicyVersion", true, PolicyVersions::create);
    write("DeletePolicyVersion", false, PolicyVersions::delete);
    write("SetDefaultPolicyVersion", false, PolicyVersions::setDefault);
    write("TagPolicy", false, PolicyVersions::tag);
    write("UntagPolicy", false, PolicyVersions::untag);
    write("UpdateRoleDescription", true, Roles::updateDescription);
    write("CreateRole", true, Roles::create);
    write("UpdateRole", true, Roles::update);
    write("UpdateAssumeRolePolicy", false, Roles::updateTrust);
    write("TagRole", false, Roles::tag);
    write("UntagRole", false, Roles::untag);
    write("DeleteRole", false, Roles::delete);
    write("AttachRolePolicy", false, RolePolicies::attach);
    write("DetachRolePolicy", false, RolePolicies::detach);
    write("PutRolePolicy", false, RolePolicies::putPolicy);
    write("DeleteRolePolicy", false, RolePolicies::deletePolicy);
    write("PutRolePermissionsBoundary", false, Roles::putBoundary);
    write("DeleteRolePermissionsBoundary", false, Roles::deleteBoundary);
    write("CreateInstanceProfile", true, Profiles::create);
    write("TagInstanceProfile", false, Profiles::tag);
    write("UntagInstanceProfile", false, Profiles::untag);
    write("AddRoleToInstanceProfile", false, Profiles::addRole);
    write("RemoveRoleFromInstanceProfile", false, Profiles::removeRole);
    write("DeleteInstanceProfile", false, Profiles::delete);
    write("CreatePolicy", true, Policies::create);
    write("DeletePolicy", false, Policies::delete);
  }

  static final Map<String, Action> STS =
      Map.of(
          "GetCallerIdentity", new Action(SecurityTokens::callerIdentity, false, true),
          "AssumeRole", new Action(SecurityTokens::assumeRole, false, true),
          "GetSessionToken", new Action(SecurityTokens::sessionToken, false, true));

  /** Matches the names of the actions of IAM and STS that are not above, by what they are about. */
  private static final Pattern MISSING =
      Pattern.compile(
          ".*(User|Group|AccessKey|LoginProfile|MFADevice|SAML|OpenID|WebIdentity|Certificate"
              + "|SSHPublicKey|SpecificCredential|AccountAlias|Password|Report|Details|LastAccessed"
              + "|GrantingServiceAccess|ContextKeys|Preferences|Organizations|Outbound|Delegat"
              + "|HumanReadable|FederationToken|AssumeRoot|AuthorizationMessage).*");

  private Actions() {}

  /** Returns whether the sandbox has an action of this exact name. */
  static boolean isKnown(String name) {
    return IAM.containsKey(name) || STS.containsKey(name);
  }

  /** Returns whether a name that the sandbox does not have is likely to be an action of AWS. */
  static boolean isMissing(String name) {
    return !isKnown(name) && MISSING.matcher(name).matches();
  }

  /** Returns the action of a name and a version of the API; null if there is none. */
  static Action find(String name, String version) {
    return switch (version) {
      case QueryProtocol.IAM_VERSION -> IAM.get(name);
      case QueryProtocol.STS_VERSION -> STS.get(name);
      default -> null;
    };
  }

  private static void read(String name, Consumer<RequestContext> run) {
    IAM.put(name, new Action(run, false, true));
  }

  private static void write(String name, boolean result, Consumer<RequestContext> run) {
    IAM.put(name, new Action(run, true, result));
  }
}
