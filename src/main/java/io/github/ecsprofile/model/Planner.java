package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Obstacle.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares what was asked for with what IAM shows, and decides. Pure.
 *
 * <pre>
 * state            plain      --update      --prune    --adopt
 * ok               -          -             -          -
 * missing          created    created       created    created
 * different        obstacle   changed (1)   obstacle   obstacle
 * extra            kept       kept          removed    kept
 * not managed (2)  obstacle   obstacle      obstacle   owner tags set
 * (1) not a path, and not the trust policy by a command that does not create the role
 * (2) an existing resource without the owner tags; one from an IAM role template is always an obstacle
 * </pre>
 */
public final class Planner {
  private final Desired desired;
  private final Observed observed;
  private final Set<Component> components;
  private final ApplyOptions options;

  private Planner(
      Desired desired, Observed observed, Set<Component> components, ApplyOptions options) {
    this.desired = desired;
    this.observed = observed;
    this.components = components;
    this.options = options;
  }

  /** Plans the components; what was observed must hold what they need. */
  public static Plan plan(
      Desired desired, Observed observed, Set<Component> components, ApplyOptions options) {
    Planner p = new Planner(desired, observed, components, options);
    List<Check> checks = Comparison.checks(desired, observed, components);
    List<Check> extras =
        checks.stream().filter(c -> c.state() == State.EXTRA && !options.prune()).toList();
    return new Plan(p.changes(checks), checks, p.obstacles(checks), extras);
  }

  /**
   * Fails as not found if a component builds on a resource that does not exist and that another
   * command creates.
   */
  public static void requireBase(Desired desired, Observed observed, Set<Component> components) {
    boolean needsRole =
        !components.contains(Component.ROLE)
            && (components.contains(Component.POLICIES)
                || components.contains(Component.ROLE_IN_PROFILE));
    if (needsRole && observed.role().isEmpty()) {
      throw missing("role " + desired.roleName(), Operation.CREATE_ROLE, desired);
    }
    boolean needsProfile =
        !components.contains(Component.PROFILE) && components.contains(Component.ROLE_IN_PROFILE);
    if (needsProfile && observed.profile().isEmpty()) {
      throw missing("instance profile " + desired.profileName(), Operation.CREATE_PROFILE, desired);
    }
  }

  private static Failure missing(String what, Operation creator, Desired desired) {
    return new Failure(Failure.Kind.NOT_FOUND, what + " does not exist", "")
        .suggesting(new NextStep(NextStep.Purpose.CREATE_FIRST, creator, desired.project()));
  }

  private List<Obstacle> obstacles(List<Check> checks) {
    List<Obstacle> all = new ArrayList<>(Ownership.template(observed));
    if (!options.adopt()) {
      all.addAll(Ownership.obstacles(desired, observed));
    }
    for (Check c : checks) {
      // An owner tag that differs is reported as a resource that is not managed.
      if (c.state() == State.DIFFERENT && !isOwnerTag(c) && !mayChange(c)) {
        all.add(new Obstacle.Differs(c, remedy(c)));
      }
    }
    return all;
  }

  private Remedy remedy(Check check) {
    return switch (check.subject()) {
      case ROLE_PATH, INSTANCE_PROFILE_PATH -> Remedy.NONE;
      case TRUST_POLICY -> components.contains(Component.ROLE) ? Remedy.UPDATE : Remedy.UPDATE_ROLE;
      default -> Remedy.UPDATE;
    };
  }

  private boolean mayChange(Check check) {
    return isOwnerTag(check) ? options.adopt() : options.update() && remedy(check) == Remedy.UPDATE;
  }

  private boolean isOwnerTag(Check check) {
    return switch (check.subject()) {
      case ROLE_TAG -> Ownership.isOwnerKey(TagKeys.ROLE, check.key(), desired);
      case INSTANCE_PROFILE_TAG ->
          Ownership.isOwnerKey(TagKeys.INSTANCE_PROFILE, check.key(), desired);
      default -> false;
    };
  }

  private List<Change> changes(List<Check> checks) {
    ChangeCollector all = new ChangeCollector(desired, observed);
    for (Check c : checks) {
      boolean wanted =
          switch (c.state()) {
            case OK -> false;
            case MISSING -> true;
            case DIFFERENT -> mayChange(c);
            case EXTRA -> options.prune();
          };
      if (wanted) {
        all.add(c);
      }
    }
    return all.inOrder();
  }
}
