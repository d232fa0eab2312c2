package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is created in each partition: ARNs of AWS's policies, and EC2 as a principal. */
class PartitionsTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "eu-west-1,      aws,        ec2.amazonaws.com",
    "cn-north-1,     aws-cn,     ec2.amazonaws.com.cn",
    "us-gov-west-1,  aws-us-gov, ec2.amazonaws.com",
    "eusc-de-east-1, aws-eusc,   ec2.amazonaws.com"
  })
  void hasItsOwnNames(String region, String partition, String ec2) throws IOException {
    CliRunner.Run run =
        CliRunner.inSandbox(dir)
            .run("--sandbox", "all", "--project", "web", "--region", region, "--output", "json");
    assertEquals(0, run.code(), run.all());
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertEquals(
        "arn:" + partition + ":iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
        result.at("/policies/0").asText());
    assertTrue(
        result.at("/instanceProfile/arn").asText().startsWith("arn:" + partition + ":iam::"),
        run.out());
    JsonNode created = result.get("changes");
    String principal = "";
    for (JsonNode change : created) {
      principal += change.at("/after/trustPolicy/Statement/0/Principal/Service").asText("");
    }
    assertEquals(ec2, principal, run.out());
  }

  /** The SDK has no such region, and would send requests to the endpoints of the partition aws. */
  @Test
  void theSovereignCloudHasNoGlobalRegion() {
    CliRunner.Run run =
        CliRunner.inSandbox(dir).run("--sandbox", "list", "--region", "aws-eusc-global");
    assertEquals(2, run.code(), run.all());
    assertTrue(run.err().contains("unknown region 'aws-eusc-global'"), run.all());
  }
}
