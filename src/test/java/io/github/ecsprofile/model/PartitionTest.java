package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which partition a region is in (partitions metadata of the AWS SDK for Java 2). */
class PartitionTest {
  @ParameterizedTest
  @CsvSource({
    "eu-central-1,    aws,        us-east-1,      ec2.amazonaws.com",
    "ap-southeast-10, aws,        us-east-1,      ec2.amazonaws.com",
    "aws-global,      aws,        us-east-1,      ec2.amazonaws.com",
    "cn-north-1,      aws-cn,     cn-northwest-1, ec2.amazonaws.com.cn",
    "aws-cn-global,   aws-cn,     cn-northwest-1, ec2.amazonaws.com.cn",
    "us-gov-east-1,   aws-us-gov, us-gov-west-1,  ec2.amazonaws.com",
    "us-iso-west-1,   aws-iso,    us-iso-east-1,  ec2.amazonaws.com",
    "us-isob-east-1,  aws-iso-b,  us-isob-east-1, ec2.amazonaws.com",
    "eu-isoe-west-1,  aws-iso-e,  eu-isoe-west-1, ec2.amazonaws.com",
    "eusc-de-east-1,  aws-eusc,   eusc-de-east-1, ec2.amazonaws.com"
  })
  void aRegionDecidesArnsAndTheNameOfEc2(String region, String id, String home, String ec2) {
    Partition p = Partition.ofRegion(region);
    assertEquals(id, p.id());
    assertEquals(home, p.home());
    assertEquals(ec2, p.ec2Service());
  }

  @ParameterizedTest
  @EnumSource
  void theRegionThatStandsInIsOfThePartition(Partition p) {
    assertEquals(p, Partition.ofRegion(p.home()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "global", "us-east", "us-east-1a", "eu-central-1 ", "aws-eusc-global"})
  void anUnknownRegionIsBadInput(String region) {
    Failure f = assertThrows(Failure.class, () -> Partition.ofRegion(region));
    assertEquals(Failure.Kind.BAD_INPUT, f.kind());
    assertTrue(f.getMessage().contains("'" + region + "'"), f.getMessage());
  }
}
