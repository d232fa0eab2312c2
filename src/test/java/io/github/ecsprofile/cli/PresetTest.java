package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.template.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetTest {
  private static final String PRESET = "--preset=managed-instances";

  @TempDir Path dir;

  private CliRunner.Run run(String line) {
    return CliRunner.inSandbox(dir.resolve("state")).run(("--sandbox " + line).split(" "));
  }

  private CliRunner.Run succeed(String line) {
    CliRunner.Run run = run(line);
    assertEquals(0, run.code(), run.all());
    return run;
  }

  @Test
  void managedInstancesHaveTheirOwnNameAndPolicy() {
    CliRunner.Run all = succeed("all --project x --output json " + PRESET);
    assertTrue(all.out().contains(":instance-profile/ecsInstanceRole-x\""), all.out());
    assertTrue(all.out().contains(":role/ecsInstanceRole-x\""), all.out());
    assertTrue(
        all.out()
            .contains(
                "\"policies\":[\"arn:aws:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances\"]"),
        all.out());
    assertFalse(all.err().contains("warning"), all.err());
    succeed("verify --project x --prune " + PRESET);
    succeed("delete --project x --yes " + PRESET);
    assertEquals(10, run("verify --project x " + PRESET).code());
  }

  @Test
  void theStepsTakeThePresetToo() {
    for (String step :
        new String[] {"create-role", "attach-policies", "create-profile", "add-role"}) {
      succeed(step + " --project x " + PRESET);
    }
    succeed("verify --project x --prune " + PRESET);
  }

  @Test
  void anotherRoleNameNeedsThePrefix() {
    assertEquals(2, run("all --project x --role-name other " + PRESET).code());
    succeed("all --project x --role-name ecsInstanceRoleX --instance-profile-name y " + PRESET);
  }

  @Test
  void itsPolicyOnAnotherRoleIsAWarning() {
    CliRunner.Run run =
        run("all --project x --dry-run --policy AmazonECSInstanceRolePolicyForManagedInstances");
    assertTrue(run.err().contains("use --preset managed-instances"), run.err());
  }

  @Test
  void initWritesThePresetsTemplates() throws Exception {
    Path templates = dir.resolve("templates");
    succeed("init " + templates + " " + PRESET);
    assertEquals(
        "[\n  \"AmazonECSInstanceRolePolicyForManagedInstances\"\n]\n",
        Files.readString(templates.resolve("policies.json")));
    succeed("all --project x " + PRESET);
    succeed("verify --project x --prune " + PRESET + " --templates " + templates);
  }

  @Test
  void aNameLeadsBackToItsProject() {
    for (Preset preset : Preset.values()) {
      assertEquals(Optional.of("a-b"), preset.projectOf(preset.roleName("a-b")));
      assertEquals(64, preset.roleName("x".repeat(preset.maxProjectLength())).length());
      assertEquals(Optional.empty(), preset.projectOf(preset.roleName("")));
      assertEquals(Optional.empty(), preset.projectOf("other"));
    }
  }
}
