package io.github.ecsprofile.model;

import java.util.regex.Pattern;

/**
 * The partitions of AWS, with their regions and the name of EC2 as a service principal, which
 * differs in China only (partitions metadata of the AWS SDK for Java 2).
 */
public enum Partition {
  AWS("aws", "(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\\d+|aws-global", "us-east-1"),
  AWS_CN("aws-cn", "cn-[a-z]+-\\d+|aws-cn-global", "cn-northwest-1"),
  AWS_US_GOV("aws-us-gov", "us-gov-[a-z]+-\\d+|aws-us-gov-global", "us-gov-west-1"),
  AWS_ISO("aws-iso", "us-iso-[a-z]+-\\d+|aws-iso-global", "us-iso-east-1"),
  AWS_ISO_B("aws-iso-b", "us-isob-[a-z]+-\\d+|aws-iso-b-global", "us-isob-east-1"),
  AWS_ISO_E("aws-iso-e", "eu-isoe-[a-z]+-\\d+|aws-iso-e-global", "eu-isoe-west-1"),
  AWS_ISO_F("aws-iso-f", "us-isof-[a-z]+-\\d+|aws-iso-f-global", "us-isof-south-1"),
  // Without a global name: the SDK knows none, and would take it for one of the partition aws.
  AWS_EUSC("aws-eusc", "eusc-[a-z]+-[a-z]+-\\d+", "eusc-de-east-1");

  private final String id;
  private final String regions;
  private final String home;

  Partition(String id, String regions, String home) {
    this.id = id;
    this.regions = regions;
    this.home = home;
  }

  /**
   * Returns the partition of a region.
   *
   * @throws Failure of kind BAD_INPUT if no partition has such a region
   */
  public static Partition ofRegion(String region) {
    for (Partition p : values()) {
      if (Pattern.matches(p.regions, region)) {
        return p;
      }
    }
    throw Failure.badInput(
        "unknown region '" + region + "'",
        "Use a region such as us-east-1, or none: IAM is global.");
  }

  /** Returns the partition as it stands in ARNs, such as {@code aws-cn}. */
  public String id() {
    return id;
  }

  /**
   * Returns the region that stands in where a service needs one and none is given
   * (implicitGlobalRegion of the SDK's partitions metadata).
   */
  public String home() {
    return home;
  }

  /** Returns the service principal of EC2. */
  public String ec2Service() {
    return this == AWS_CN ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }
}
