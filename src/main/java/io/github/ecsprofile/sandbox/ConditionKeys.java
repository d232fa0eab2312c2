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
          "aws:sourceidentity",
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
          "sts:sourceidentity",
          "sts:transitivetagkeys",
          // Never present: the sandbox has no MFA, organization, VPC or federation, and no service
          // calls it. Keys of other services are those of credentials that these services issue.
          "aws:assumedroot",
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:chatbotsourcearn",
          "aws:ec2instancesourceprivateipv4",
          "aws:ec2instancesourcevpc",
          "aws:federatedprovider",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:referer",
          "aws:resourceorgid",
          "aws:resourceorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:vpceaccount",
          "aws:vpceorgid",
          "aws:vpceorgpaths",
          "aws:vpcsourceip",
          "ec2:roledelivery",
          "ec2:sourceinstancearn",
          "glue:credentialissuingservice",
          "glue:roleassumedby",
          "lambda:sourcefunctionarn",
          "ssm:sourceinstancearn",
          // Of actions that the sandbox does not have.
          "iam:associatedresourcearn",
          "iam:organizationspolicyid",
          "iam:registersecuritykey",
          "iam:servicespecificcredentialagedays",
          "iam:servicespecificcredentialservicename",
          "sts:awsservicename",
          "sts:durationseconds");

  private static final List<String> TAG_KEYS =
      List.of("aws:requesttag/", "aws:resourcetag/", "iam:resourcetag/", "aws:principaltag/");

  private ConditionKeys() {}

  /**
   * Checks a key.
   *
   * @throws IllegalArgumentException if the sandbox does not know it
   */
  static void requireKnown(String key) {
    if (!isKnown(key)) {
      throw new IllegalArgumentException("the sandbox does not know the condition key " + key);
    }
  }

  static boolean isKnown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return KEYS.contains(lower) || TAG_KEYS.stream().anyMatch(lower::startsWith);
  }
}
