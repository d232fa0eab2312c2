package io.github.ecsprofile.model;

import java.util.regex.Pattern;

/**
 * AWS's partitions, as in the SDK's partitions metadata: which regions belong to one, and the name
 * of EC2 as a service principal there (China alone has its own).
 */
public enum Partition {
  AWS("aws", "(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\\d+|aws-global"),
  AWS_CN("aws-cn", "cn-[a-z]+-\\d+|aws-cn-global"),
  AWS_US_GOV("aws-us-gov", "us-gov-[a-z]+-\\d+|aws-us-gov-global"),
  AWS_ISO("aws-iso", "us-iso-[a-z]+-\\d+|aws-iso-global"),
  AWS_ISO_B("aws-iso-b", "us-isob-[a-z]+-\\d+|aws-iso-b-global"),
  AWS_ISO_E("aws-iso-e", "eu-isoe-[a-z]+-\\d+|aws-iso-e-global"),
  AWS_ISO_F("aws-iso-f", "us-isof-[a-z]+-\\d+|aws-iso-f-global"),
  AWS_EUSC("aws-eusc", "eusc-[a-z]+-[a-z]+-\\d+|aws-eusc-global");

  private final String id;
  private final String regions;

  Partition(String id, String regions) {
    this.id = id;
    this.regions = regions;
  }

  /** The partition of a region; a region that no partition knows is bad input. */
  public static Partition ofRegion(String region) {
    for (Partition p : values()) {
      if (Pattern.matches(p.regions, region)) {
        return p;
      }
    }
    throw Failure.badInput(
        "unknown region '" + region + "'",
        "Give a region of AWS such as us-east-1 (--region, AWS_REGION), or none: IAM is global.");
  }

  public String id() {
    return id;
  }

  public String ec2Service() {
    return this == AWS_CN ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  }
}
