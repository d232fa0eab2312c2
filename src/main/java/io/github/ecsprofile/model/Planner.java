package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import io.github.ecsprofile.model.Obstacle.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    List<Check> checks = p.checks();
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

  private List<Check> checks() {
    List<Check> all = new ArrayList<>();
    if (components.contains(Component.ROLE)) {
      observed
          .role()
          .ifPresentOrElse(
              role -> role(role, all),
              () -> all.add(Check.missing(Subject.ROLE, desired.roleName())));
    } else {
      observed
          .role()
          .ifPresent(
              role -> {
                all.add(trust(role));
                tags(Subject.ROLE_TAG, TagKeys.ROLE, role.tags(), desired.ownerTags(), all);
              });
    }
    if (components.contains(Component.POLICIES)) {
      policies(all);
    }
    if (components.contains(Component.PROFILE)) {
      observed
          .profile()
          .ifPresentOrElse(
              profile -> profile(profile, all),
              () -> all.add(Check.missing(Subject.INSTANCE_PROFILE, desired.profileName())));
    } else {
      observed
          .profile()
          .ifPresent(
              profile ->
                  tags(
                      Subject.INSTANCE_PROFILE_TAG,
                      TagKeys.INSTANCE_PROFILE,
                      profile.tags(),
                      desired.ownerTags(),
                      all));
    }
    if (components.contains(Component.ROLE_IN_PROFILE)) {
      all.add(membership());
    }
    return all;
  }

  private void role(Observed.Role role, List<Check> all) {
    all.add(Check.compare(Subject.ROLE, role.name(), role.name()));
    all.add(trust(role));
    desired.path().ifPresent(p -> all.add(Check.compare(Subject.ROLE_PATH, p, role.path())));
    desired
        .description()
        .ifPresent(d -> all.add(compareOptional(Subject.DESCRIPTION, d, role.description())));
    desired
        .maxSessionDuration()
        .ifPresent(
            s ->
                all.add(
                    Check.compare(
                        Subject.MAX_SESSION_DURATION,
                        s.toString(),
                        // IAM's default (API Reference, CreateRole).
                        Objects.requireNonNullElse(role.maxSessionDuration(), 3600).toString())));
    desired
        .boundary()
        .ifPresent(
            b ->
                all.add(
                    compareOptional(
                        Subject.PERMISSIONS_BOUNDARY, b, role.boundary().orElse(null))));
    tags(Subject.ROLE_TAG, TagKeys.ROLE, role.tags(), desired.tags(), all);
    extraTags(Subject.ROLE_TAG, TagKeys.ROLE, role.tags(), all);
  }

  private void profile(Observed.Profile profile, List<Check> all) {
    all.add(Check.compare(Subject.INSTANCE_PROFILE, profile.name(), profile.name()));
    desired
        .path()
        .ifPresent(p -> all.add(Check.compare(Subject.INSTANCE_PROFILE_PATH, p, profile.path())));
    tags(
        Subject.INSTANCE_PROFILE_TAG,
        TagKeys.INSTANCE_PROFILE,
        profile.tags(),
        desired.tags(),
        all);
    extraTags(Subject.INSTANCE_PROFILE_TAG, TagKeys.INSTANCE_PROFILE, profile.tags(), all);
  }

  /** An attribute that is asked for and not set is a difference: only an update may set it. */
  private static Check compareOptional(Subject subject, String expected, String actual) {
    return Check.compare(subject, expected, actual == null ? "" : actual);
  }

  /** Compares by meaning, and shows the principals; where these are the same, the statements. */
  private Check trust(Observed.Role role) {
    PolicyDocument actual = role.trust();
    PolicyDocument wanted = desired.trust();
    String principals = String.join(", ", wanted.principals());
    if (actual.isEquivalentTo(wanted)) {
      return new Check(Subject.TRUST_POLICY, "", State.OK, principals, principals);
    }
    String found = String.join(", ", actual.principals());
    if (!found.equals(principals)) {
      return new Check(Subject.TRUST_POLICY, "", State.DIFFERENT, principals, found);
    }
    PolicyDocument.Difference d = actual.differenceFrom(wanted);
    return new Check(
        Subject.TRUST_POLICY,
        "",
        State.DIFFERENT,
        d.onlyThere().toString(),
        d.onlyHere().toString());
  }

  private void policies(List<Check> all) {
    Set<String> attached = new LinkedHashSet<>(observed.attached());
    for (String arn : desired.policies()) {
      all.add(Check.compare(Subject.POLICY, arn, arn, attached.remove(arn) ? arn : null));
    }
    attached.stream().sorted().forEach(arn -> all.add(Check.extra(Subject.POLICY, arn, arn)));
  }

  private static void tags(
      Subject subject,
      TagKeys rule,
      Map<String, String> actual,
      Map<String, String> wanted,
      List<Check> all) {
    Map<String, Map.Entry<String, String>> found = rule.byNormalKey(actual);
    wanted.forEach(
        (key, value) -> {
          Map.Entry<String, String> tag = found.get(rule.normal(key));
          all.add(Check.compare(subject, key, value, tag == null ? null : tag.getValue()));
        });
  }

  private void extraTags(
      Subject subject, TagKeys rule, Map<String, String> actual, List<Check> all) {
    Map<String, Map.Entry<String, String>> left = rule.byNormalKey(actual);
    desired.tags().keySet().forEach(key -> left.remove(rule.normal(key)));
    left.values().forEach(tag -> all.add(Check.extra(subject, tag.getKey(), tag.getValue())));
  }

  private Check membership() {
    Observed.Member member = observed.profile().flatMap(Observed.Profile::member).orElse(null);
    if (member == null) {
      return Check.missing(Subject.ROLE_IN_PROFILE, desired.roleName());
    }
    // By id: a role that was deleted and created again under its name is another role.
    boolean same = observed.role().map(r -> r.id().equals(member.id())).orElse(false);
    boolean stale = !same && member.name().equalsIgnoreCase(desired.roleName());
    return new Check(
        Subject.ROLE_IN_PROFILE,
        "",
        same ? State.OK : State.DIFFERENT,
        desired.roleName(),
        stale ? member.name() + " (deleted role " + member.id() + ")" : member.name());
  }

  private List<Change> changes(List<Check> checks) {
    Changes all = new Changes();
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

  /** Collects the changes that the checks ask for: tags and role attributes one call each. */
  private final class Changes {
    private final String role = observed.role().map(Observed.Role::name).orElse(desired.roleName());
    private final String roleArn = observed.role().map(Observed.Role::arn).orElse(role);
    private final String profile =
        observed.profile().map(Observed.Profile::name).orElse(desired.profileName());
    private final String profileArn = observed.profile().map(Observed.Profile::arn).orElse(profile);
    private final List<Change> all = new ArrayList<>();
    private final TagChanges roleTags = new TagChanges();
    private final TagChanges profileTags = new TagChanges();
    private String description;
    private Integer duration;

    void add(Check c) {
      switch (c.subject()) {
        case ROLE -> all.add(new Change.CreateRole(desired));
        case INSTANCE_PROFILE -> all.add(new Change.CreateInstanceProfile(desired));
        case TRUST_POLICY ->
            all.add(
                new Change.UpdateAssumeRolePolicy(
                    role, roleArn, observed.role().orElseThrow().trust(), desired.trust()));
        case DESCRIPTION -> description = c.expected();
        case MAX_SESSION_DURATION -> duration = Integer.valueOf(c.expected());
        case PERMISSIONS_BOUNDARY ->
            all.add(
                new Change.PutRolePermissionsBoundary(
                    role,
                    roleArn,
                    observed.role().orElseThrow().boundary().orElse(null),
                    c.expected()));
        case ROLE_TAG -> roleTags.add(c);
        case INSTANCE_PROFILE_TAG -> profileTags.add(c);
        case POLICY ->
            all.add(
                c.state() == State.EXTRA
                    ? new Change.DetachRolePolicy(role, c.key())
                    : new Change.AttachRolePolicy(role, c.key()));
        case ROLE_IN_PROFILE ->
            all.add(
                c.state() == State.MISSING
                    ? new Change.AddRoleToInstanceProfile(profile, profileArn, role)
                    : new Change.ReplaceRoleInInstanceProfile(
                        profile,
                        profileArn,
                        observed.profile().flatMap(Observed.Profile::member).orElseThrow().name(),
                        role));
        case ROLE_PATH, INSTANCE_PROFILE_PATH, INLINE_POLICY, OTHER_INSTANCE_PROFILE ->
            throw new IllegalStateException("no change for " + c.subject());
      }
    }

    List<Change> inOrder() {
      if (description != null || duration != null) {
        Observed.Role now = observed.role().orElseThrow();
        all.add(
            new Change.UpdateRole(
                role,
                roleArn,
                new Change.RoleAttributes(
                    description == null ? null : Optional.ofNullable(now.description()).orElse(""),
                    duration == null ? null : now.maxSessionDuration()),
                new Change.RoleAttributes(description, duration),
                new Change.RoleAttributes(now.description(), now.maxSessionDuration())));
      }
      if (!roleTags.after.isEmpty()) {
        all.add(new Change.TagRole(role, roleArn, roleTags.before, roleTags.after));
      }
      if (!profileTags.after.isEmpty()) {
        all.add(
            new Change.TagInstanceProfile(
                profile, profileArn, profileTags.before, profileTags.after));
      }
      if (!roleTags.removed.isEmpty()) {
        all.add(new Change.UntagRole(role, roleArn, roleTags.removed));
      }
      if (!profileTags.removed.isEmpty()) {
        all.add(new Change.UntagInstanceProfile(profile, profileArn, profileTags.removed));
      }
      return all;
    }
  }

  private static final class TagChanges {
    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> after = new LinkedHashMap<>();
    private final Map<String, String> removed = new LinkedHashMap<>();

    void add(Check c) {
      if (c.state() == State.EXTRA) {
        removed.put(c.key(), c.actual());
        return;
      }
      if (c.actual() != null) {
        before.put(c.key(), c.actual());
      }
      after.put(c.key(), c.expected());
    }
  }
}
