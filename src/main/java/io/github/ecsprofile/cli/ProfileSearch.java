package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Inventory;
import io.github.ecsprofile.model.InventoryEntry;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.template.Preset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds instance profiles of the account: every one, or those that this program manages. */
final class ProfileSearch {
  private final CommandContext context;
  private final IamSession session;

  ProfileSearch(CommandContext context, IamSession session) {
    this.context = context;
    this.session = session;
  }

  /** Returns every instance profile, with whether the role inside it exists. */
  List<Inventory.Found> all() {
    return details(names(), profile -> true);
  }

  /**
   * Returns the managed instance profiles among those whose name fits a preset: IAM returns tags of
   * one profile at a time, and an account may hold thousands.
   *
   * @param readsRole whether the role inside each is looked up too
   */
  List<Inventory.Found> managed(boolean readsRole) {
    List<String> names = names();
    List<String> fitting = names.stream().filter(name -> !Preset.fitting(name).isEmpty()).toList();
    context.note(
        "Looked into "
            + fitting.size()
            + " of "
            + names.size()
            + " instance profiles: those named "
            + Stream.of(Preset.values())
                .map(Preset::namePattern)
                .collect(Collectors.joining(" or "))
            + (fitting.size() == names.size()
                ? "."
                : ". To list every one: "
                    + context.running().of(Operation.LIST, null, List.of("--all"))));
    return details(fitting, p -> readsRole && isManaged(p)).stream()
        .filter(found -> isManaged(found.profile()))
        .toList();
  }

  private List<String> names() {
    List<Observed.Profile> profiles = session.inventory().profiles();
    session.account().check(profiles.isEmpty() ? null : profiles.get(0).arn());
    return profiles.stream().map(Observed.Profile::name).sorted().toList();
  }

  private List<Inventory.Found> details(List<String> names, Predicate<Observed.Profile> readsRole) {
    AtomicInteger read = new AtomicInteger();
    try {
      return session
          .inventory()
          .details(
              names,
              readsRole,
              () ->
                  context
                      .console()
                      .progress(read.incrementAndGet() + " of " + names.size() + " profiles"));
    } finally {
      context.console().progress("");
    }
  }

  private static boolean isManaged(Observed.Profile profile) {
    return InventoryEntry.managedProject(profile.tags()).isPresent();
  }
}
