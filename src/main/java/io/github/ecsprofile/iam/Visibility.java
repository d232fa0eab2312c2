package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.PolicyDocument;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Waits until IAM, which is eventually consistent, shows what a run wrote, and compares it with
 * what the run read: a role whose id or trust policy changed in between is a conflict.
 */
final class Visibility {
  /** Looks that a contradiction must last to count as a change by others rather than a delay. */
  private static final int LOOKS = 2;

  /** The same after this run updated the trust policy: about 15 s of looks. */
  private static final int LOOKS_AFTER_UPDATE = 8;

  private final Reader reader;
  private final DeadlineExecutor executor;
  private final Desired desired;
  private final Set<Component> components;

  Visibility(Reader reader, DeadlineExecutor executor, Desired desired, Set<Component> components) {
    this.reader = reader;
    this.executor = executor;
    this.desired = desired;
    this.components = components;
  }

  /**
   * Returns what IAM shows once it is the result.
   *
   * @param createdRoleId the id of the role that this run created
   * @throws Failure as a conflict if the role was replaced or its trust policy changed meanwhile
   */
  Observed await(
      Observed before, Optional<String> createdRoleId, boolean trustUpdated, Backoff backoff) {
    boolean wantProfile =
        components.contains(Component.PROFILE) || components.contains(Component.ROLE_IN_PROFILE);
    boolean wantRole =
        !components.contains(Component.ROLE_IN_PROFILE)
            && (components.contains(Component.ROLE) || components.contains(Component.POLICIES));
    Optional<String> id = createdRoleId.or(() -> before.role().map(Observed.Role::id));
    int allowed = trustUpdated ? LOOKS_AFTER_UPDATE : LOOKS;
    int contradictions = 0;
    while (true) {
      Future<Optional<Observed.Profile>> profileRead =
          executor.submit(
              wantProfile, before.profile(), () -> reader.profile(desired.profileName()));
      Future<Optional<Observed.Role>> roleRead =
          executor.submit(wantRole, before.role(), () -> reader.role(desired.roleName()));
      Optional<Observed.Profile> p = executor.await(profileRead);
      Optional<Observed.Role> r = executor.await(roleRead);
      boolean shown =
          (!wantProfile || p.filter(x -> Arns.isArn(x.arn())).isPresent())
              && (!wantRole || r.filter(x -> Arns.isArn(x.arn())).isPresent())
              && (!components.contains(Component.ROLE_IN_PROFILE)
                  || p.flatMap(Observed.Profile::member)
                      .filter(m -> Arns.isArn(m.arn()))
                      .isPresent());
      Optional<String> contradiction =
          shown ? contradiction(p, wantRole ? r : Optional.empty(), id) : Optional.empty();
      if (shown && contradiction.isEmpty()) {
        return new Observed(r, before.attached(), p);
      }
      contradictions = contradiction.isPresent() ? contradictions + 1 : 0;
      if (contradictions >= allowed) {
        throw new Failure(
            Kind.CONFLICT,
            contradiction.get(),
            "Check who changes this role. What was written is listed below; review it before you"
                + " run the command again.");
      }
      backoff.pause(
          new Failure(
              Kind.UNAVAILABLE,
              contradiction.orElse("IAM does not show the result yet"),
              "Run it again: that is safe."));
    }
  }

  private Optional<String> contradiction(
      Optional<Observed.Profile> profile, Optional<Observed.Role> role, Optional<String> id) {
    Optional<Observed.Member> member =
        components.contains(Component.ROLE_IN_PROFILE)
            ? profile.flatMap(Observed.Profile::member)
            : Optional.empty();
    Optional<String> shownId =
        member.map(Observed.Member::id).or(() -> role.map(Observed.Role::id));
    if (id.isPresent() && shownId.isPresent() && !id.equals(shownId)) {
      return Optional.of(
          "role "
              + desired.roleName()
              + ": it was replaced during the run: its id was "
              + id.get()
              + " and is "
              + shownId.get());
    }
    Optional<PolicyDocument> trust =
        member.flatMap(Observed.Member::trust).or(() -> role.map(Observed.Role::trust));
    return trust
        .filter(t -> !t.isEquivalentTo(desired.trust()))
        .map(
            t ->
                "role "
                    + desired.roleName()
                    + ": its trust policy changed during the run and now trusts "
                    + String.join(", ", t.principals()));
  }

  /** Waits until IAM shows neither the deleted role nor the deleted instance profile. */
  void awaitDeleted(Observed deleted, Backoff backoff) {
    while (true) {
      Future<Optional<Observed.Profile>> profileRead =
          executor.submit(
              deleted.profile().isPresent(),
              Optional.empty(),
              () -> reader.profile(desired.profileName()));
      Future<Optional<Observed.Role>> roleRead =
          executor.submit(
              deleted.role().isPresent(), Optional.empty(), () -> reader.role(desired.roleName()));
      // Another id is another resource: it was created again by others.
      boolean profileShown =
          executor
              .await(profileRead)
              .filter(p -> p.id().equals(deleted.profile().orElseThrow().id()))
              .isPresent();
      boolean roleShown =
          executor
              .await(roleRead)
              .filter(r -> r.id().equals(deleted.role().orElseThrow().id()))
              .isPresent();
      if (!profileShown && !roleShown) {
        return;
      }
      backoff.pause(
          new Failure(
              Kind.UNAVAILABLE, "IAM still shows what was deleted", "Run it again: that is safe."));
    }
  }
}
