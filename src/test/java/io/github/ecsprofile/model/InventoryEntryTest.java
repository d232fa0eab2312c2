package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.model.InventoryEntry.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code list} says of an instance profile. */
class InventoryEntryTest {
  private static InventoryEntry entry(
      Map<String, String> tags, String role, boolean exists, Set<String> roleNames) {
    Observed.Profile profile =
        new Observed.Profile(
            "i",
            "arn:aws:iam::123456789012:instance-profile/i",
            "AIPA1",
            "/",
            FakeIam.CREATED,
            tags,
            Optional.ofNullable(role)
                .map(r -> new Observed.Member(r, "arn", "AROA1", Optional.empty())));
    return InventoryEntry.of(Optional.empty(), profile, exists, roleNames);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "web, ecs-profile, true",
        "web, terraform, false",
        "web, ECS-Profile, false",
        "web, -, false",
        "-, ecs-profile, false",
        // No project has such a name: another program set the tag.
        "a b, ecs-profile, false",
        "'', ecs-profile, false"
      })
  void aProfileIsManagedByBothTags(String project, String managedBy, boolean managed) {
    Map<String, String> tags = new HashMap<>();
    tags.put("Project", project);
    tags.put("ManagedBy", managedBy);
    tags.values().removeIf(v -> v == null);
    InventoryEntry entry = entry(tags, null, false, Set.of());
    assertEquals(managed, entry.managed());
    assertEquals(Optional.ofNullable(project), entry.project(), "shown in any case");
    assertEquals(Optional.ofNullable(managedBy), entry.managedBy());
    assertEquals(
        managed ? Optional.of(project) : Optional.empty(), InventoryEntry.managedProject(tags));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,  false, r, NO_ROLE",
        "r,  false, r, ROLE_DELETED",
        "r,  true,  r, OK",
        "R,  true,  r, OK",
        "r,  true,  -, OK",
        "r2, true,  r, OTHER_ROLE",
        "r2, false, r, ROLE_DELETED"
      })
  void theStateIsThatOfTheRoleInside(String role, boolean exists, String name, State expected) {
    Set<String> names = name == null ? Set.of() : Set.of("another", name);
    assertEquals(expected, entry(Map.of(), role, exists, names).state());
  }
}
