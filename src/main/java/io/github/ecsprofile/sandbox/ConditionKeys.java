package io.github.ecsprofile.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lists the condition keys that the sandbox knows. A key that it does not know is an error and not
 * an absent value: a Deny would then apply to nothing, without a sign of it.
 */
final class ConditionKeys {
  private static final Set<String> KEYS =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalisawsservice",
          "aws:principaltype",
          "aws:requestedregion",
          "aws:resourceaccount",
          "aws:securetransport",
          "aws:sourceip",
          "aws:tagkeys",
          "aws:tokenissuetime",
          "aws:userid",
          "aws:username",
          "aws:viaawsservice",
          "iam:awsservicename",
          "iam:passedtoservice",
          "iam:permissionsboundary",
          "iam:policyarn",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:transitivetagkeys",
          // Never present: the sandbox has no MFA, organization, VPC or federation, and no service
          // calls it.
          "aws:calledvia",
          "aws:federatedprovider",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:resourceorgid",
          "aws:resourceorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceidentity",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:vpcsourceip",
          "iam:associatedresourcearn");

  private static final List<String> TAG_KEYS =
      List.of("aws:requesttag/", "aws:resourcetag/", "iam:resourcetag/", "aws:principaltag/");

  private ConditionKeys() {}

  /**
   * Checks a key.
   *
   * @throws IllegalArgumentException if the sandbox does not know it
   */
  static void requireKnown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (!KEYS.contains(lower) && TAG_KEYS.stream().noneMatch(lower::startsWith)) {
      throw new IllegalArgumentException("the sandbox does not know the condition key " + key);
    }
  }
}
