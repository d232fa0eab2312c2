package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsOptionsTest {
  @TempDir Path dir;

  private final Map<String, String> env = new HashMap<>();
  private final AwsOptions options = new AwsOptions();

  @BeforeEach
  void config() throws IOException {
    Path file = dir.resolve("config");
    Files.writeString(
        file,
        "[default]\nregion = cn-north-1\n[profile gov]\nregion = us-gov-west-1\n"
            + "[profile login]\nlogin_session = arn:aws-eusc:iam::111122223333:user/me\n"
            + "region = eusc-de-east-1\n");
    env.put("AWS_CONFIG_FILE", file.toString());
    options.timeout = 5;
  }

  @Test
  void theRegionOfTheProfileInUseCountsWithKeysInTheEnvironment() {
    env.put("AWS_ACCESS_KEY_ID", "x");
    env.put("AWS_SECRET_ACCESS_KEY", "x");
    assertEquals(Optional.of("cn-north-1"), options.region(env));
    assertEquals(Partition.AWS_CN, options.partition(env));
    env.put("AWS_PROFILE", "gov");
    assertEquals(Partition.AWS_US_GOV, options.partition(env));
  }

  @Test
  void aLoginProfileAloneMayHoldTheRegion() {
    env.put("AWS_PROFILE", "login");
    assertEquals(Optional.of("eusc-de-east-1"), options.region(env));
    assertEquals(Partition.AWS_EUSC, options.partition(env));
  }

  @Test
  void optionThenEnvironmentThenProfile() {
    env.put("AWS_DEFAULT_REGION", "eu-west-1");
    assertEquals(Optional.of("eu-west-1"), options.region(env));
    options.region = "us-east-1";
    assertEquals(Optional.of("us-east-1"), options.region(env));
  }

  @Test
  void theSandboxReadsNoProfile() {
    options.sandbox = true;
    env.put("AWS_PROFILE", "missing");
    assertEquals(Optional.empty(), options.region(env));
    options.sandbox = false;
    assertThrows(Failure.class, () -> options.region(env));
  }
}
