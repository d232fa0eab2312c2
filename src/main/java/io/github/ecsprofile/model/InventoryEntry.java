package io.github.ecsprofile.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An instance profile of the account, as {@code list} shows it.
 *
 * @param account that it is in, if several were asked for
 * @param project the value of its {@code Project} tag
 * @param created null if IAM did not say
 * @param managedBy the value of its {@code ManagedBy} tag
 * @param managed whether this program manages it
 */
public record InventoryEntry(
    Optional<String> account,
    Optional<String> project,
    String profile,
    String arn,
    Optional<Observed.Member> role,
    Instant created,
    Optional<String> managedBy,
    boolean managed,
    State state) {

  /** What the role inside the profile is. */
  public enum State {
    OK,
    NO_ROLE,
    /** IAM shows the role inside the profile, and no role of that name and unique id. */
    ROLE_DELETED,
    /** The role's name is not the one that goes with the profile's. */
    OTHER_ROLE
  }

  /** The built-in value of the tag. */
  private static final String THIS_PROGRAM = "ecs-profile";

  /**
   * Creates the entry of a profile that was read.
   *
   * @param roleExists whether the role inside it exists; not used if it holds none
   * @param roleNames the names that the role may have; empty if any will do
   */
  public static InventoryEntry of(
      Optional<String> account,
      Observed.Profile profile,
      boolean roleExists,
      Set<String> roleNames) {
    return new InventoryEntry(
        account,
        Optional.ofNullable(profile.tags().get("Project")),
        profile.name(),
        profile.arn(),
        profile.member(),
        profile.created(),
        Optional.ofNullable(profile.tags().get("ManagedBy")),
        managedProject(profile.tags()).isPresent(),
        state(profile.member(), roleExists, roleNames));
  }

  /**
   * Returns the project of an instance profile with these tags; empty if this program does not
   * manage it. A value that is no project's name was not set by this program.
   */
  public static Optional<String> managedProject(Map<String, String> tags) {
    return Optional.ofNullable(tags.get("Project"))
        .filter(p -> THIS_PROGRAM.equals(tags.get("ManagedBy")))
        .filter(p -> Names.checkProject(p, Names.MAX_ROLE_NAME).isEmpty());
  }

  private static State state(
      Optional<Observed.Member> role, boolean roleExists, Set<String> roleNames) {
    if (role.isEmpty()) {
      return State.NO_ROLE;
    }
    if (!roleExists) {
      return State.ROLE_DELETED;
    }
    // Names are unique regardless of case (IAM User Guide, "IAM and AWS STS quotas").
    return roleNames.isEmpty() || roleNames.stream().anyMatch(role.get().name()::equalsIgnoreCase)
        ? State.OK
        : State.OTHER_ROLE;
  }
}
