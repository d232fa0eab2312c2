package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Observed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the instance profiles of the account, a bounded number of them at a time. */
public final class Inventory {
  /** As many reads in parallel keep the connections busy, and are below IAM's throttling. */
  private static final int PARALLEL = 16;

  /**
   * An instance profile with its tags.
   *
   * @param roleExists whether the role inside it exists; true if that was not asked for
   */
  public record Found(Observed.Profile profile, boolean roleExists) {}

  private final Reader reader;
  private final DeadlineExecutor executor;

  Inventory(Reader reader, DeadlineExecutor executor) {
    this.reader = reader;
    this.executor = executor;
  }

  /** Returns all instance profiles, without their tags: ListInstanceProfiles leaves them out. */
  public List<Observed.Profile> profiles() {
    return executor.await(executor.submit(true, List.of(), reader::profiles));
  }

  /**
   * Reads the instance profiles of these names with their tags, in this order. One that was deleted
   * meanwhile is left out.
   *
   * @param readsRole whether the role inside a profile is looked up too
   * @param progress run after each profile that was read
   */
  public List<Found> details(
      List<String> names, Predicate<Observed.Profile> readsRole, Runnable progress) {
    return executor
        .map(
            names,
            PARALLEL,
            name -> {
              Optional<Found> found = details(name, readsRole);
              progress.run();
              return found;
            })
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Found> details(String name, Predicate<Observed.Profile> readsRole) {
    Optional<Observed.Profile> profile = reader.profile(name);
    if (profile.filter(readsRole).flatMap(Observed.Profile::member).isEmpty()) {
      return profile.map(p -> new Found(p, true));
    }
    Observed.Member member = profile.get().member().get();
    if (exists(member)) {
      return profile.map(p -> new Found(p, true));
    }
    // IAM deletes no role that is inside a profile (API Reference, DeleteRole): it may have left
    // the profile since. Only a second look that shows it inside again proves the contrary.
    return reader
        .profile(name)
        .map(p -> new Found(p, p.member().map(m -> !m.equals(member) || exists(m)).orElse(true)));
  }

  /**
   * Returns how many managed policies a role may have (GetAccountSummary); empty if the caller may
   * not know.
   */
  public Optional<Integer> policyQuota() {
    try {
      return executor.await(executor.submit(true, Optional.empty(), reader::policyQuota));
    } catch (Failure f) {
      if (f.kind() == Failure.Kind.INTERRUPTED) {
        throw f;
      }
      return Optional.empty();
    }
  }

  private boolean exists(Observed.Member member) {
    return reader
        .role(member.name())
        .filter(r -> r.id() == null || member.id() == null || Objects.equals(r.id(), member.id()))
        .isPresent();
  }
}
