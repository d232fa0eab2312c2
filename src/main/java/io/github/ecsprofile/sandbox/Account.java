package io.github.ecsprofile.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** Implements the actions on the account and its user. */
final class Account {
  private Account() {}

  static void summary(RequestContext c) {
    Map<String, Object> all = new TreeMap<>();
    for (String zero :
        new String[] {
          "AccountAccessKeysPresent",
          "AccountMFAEnabled",
          "AccountPasswordPresent",
          "AccountSigningCertificatesPresent",
          "Groups",
          "MFADevices",
          "MFADevicesInUse",
          "Providers",
          "ServerCertificates"
        }) {
      all.put(zero, 0);
    }
    // What the sandbox has no use for is as it was in the recorded answer.
    all.put("AccessKeysPerUserQuota", 2);
    all.put("AttachedPoliciesPerGroupQuota", 10);
    all.put("AttachedPoliciesPerUserQuota", 10);
    all.put("GlobalEndpointTokenVersion", 1);
    all.put("GroupPolicySizeQuota", 5120);
    all.put("GroupsPerUserQuota", 10);
    all.put("GroupsQuota", 300);
    all.put("PolicyVersionsInUseQuota", 10000);
    all.put("ServerCertificatesQuota", 20);
    all.put("SigningCertificatesPerUserQuota", 2);
    all.put("UserPolicySizeQuota", 2048);
    all.put("UsersQuota", 5000);
    all.put("AssumeRolePolicySizeQuota", Quotas.ASSUME_ROLE_POLICY_SIZE);
    all.put("AttachedPoliciesPerRoleQuota", Quotas.ATTACHED_POLICIES_PER_ROLE);
    all.put("InstanceProfilesQuota", Quotas.INSTANCE_PROFILES);
    all.put("PoliciesQuota", Quotas.POLICIES);
    all.put("PolicySizeQuota", Quotas.POLICY_SIZE);
    all.put("RolePolicySizeQuota", Quotas.ROLE_POLICY_SIZE);
    all.put("RolesQuota", Quotas.ROLES);
    all.put("VersionsPerPolicyQuota", Quotas.VERSIONS_PER_POLICY);
    all.put("InstanceProfiles", c.visible.profiles.size());
    all.put("Policies", c.visible.policies.size());
    all.put(
        "PolicyVersionsInUse",
        c.visible.policies.values().stream().mapToInt(p -> p.versions.size()).sum());
    all.put("Roles", c.visible.roles.size());
    all.put("Users", 1);
    c.xml.open("SummaryMap");
    all.forEach((k, v) -> c.xml.open("entry").tag("key", k).tag("value", v).close("entry"));
    c.xml.close("SummaryMap");
  }

  static void aliases(RequestContext c) {
    Pagination.write(c, "AccountAliases", Map.<String, String>of(), a -> {});
  }

  static void user(RequestContext c) {
    String name = c.params.text("UserName", false, 1, 128, RequestParams.NAME);
    c.params.check();
    if (name != null && !name.equalsIgnoreCase(Principal.USER)) {
      throw IamError.noSuchEntity("The user with name " + name + " cannot be found.");
    }
    if (name == null && c.caller.role() != null) {
      throw IamError.validation("Must specify userName when calling with non-User credentials");
    }
    c.xml
        .open("User")
        .tag("Path", "/")
        .tag("UserName", Principal.USER)
        .tag("UserId", Principal.SANDBOX_USER.id())
        .tag("Arn", c.arn("user/" + Principal.USER))
        .tag("CreateDate", "2026-01-01T00:00:00Z")
        .close("User");
  }
}
