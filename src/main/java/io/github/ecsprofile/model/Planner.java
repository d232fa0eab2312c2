package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what was asked for with what IAM showed, and decides. Pure.
 *
 * <pre>
 * state      plain             --update          --prune
 * ok         nothing           nothing           nothing
 * missing    made              made              made
 * different  conflict          changed (1)       conflict
 * extra      told              told              taken away
 * (1) a path cannot be changed, and a step does not change the trust policy it only leans on
 * </pre>
 */
public final class Planner {
  private final Desired desired;
  private final Observed observed;
  private final Set<Component> components;

  private Planner(Desired desired, Observed observed, Set<Component> components) {
    this.desired = desired;
    this.observed = observed;
    this.components = components;
  }

  public static Plan plan(
      Desired desired,
      Observed observed,
      Set<Component> components,
      boolean update,
      boolean prune) {
    Planner p = new Planner(desired, observed, components);
    List<Check> checks = p.checks();
    List<Check> conflicts =
        checks.stream()
            .filter(c -> c.state() == State.DIFFERENT && !p.isUpdatable(c, update))
            .toList();
    List<Check> extras = checks.stream().filter(c -> c.state() == State.EXTRA && !prune).toList();
    return new Plan(p.changes(checks, update, prune), checks, conflicts, extras);
  }

  /** A step builds on what another command makes; the failure names that command. */
  public static void requireBase(Desired desired, Observed observed, Set<Component> components) {
    if (!components.contains(Component.ROLE)
        && (components.contains(Component.POLICIES)
            || components.contains(Component.ROLE_IN_PROFILE))
        && observed.role().isEmpty()) {
      throw missing("role", desired.roleName(), "create-role", desired);
    }
    if (!components.contains(Component.PROFILE)
        && components.contains(Component.ROLE_IN_PROFILE)
        && observed.profile().isEmpty()) {
      throw missing("instance profile", desired.profileName(), "create-profile", desired);
    }
  }

  private static Failure missing(String what, String name, String command, Desired desired) {
    return new Failure(
        Failure.Kind.NOT_FOUND,
        "the " + what + " " + name + " does not exist",
        "Make it first: ecs-profile " + command + " --project " + desired.project());
  }

  private boolean isUpdatable(Check check, boolean update) {
    return update
        && !check.name().equals("path")
        && (components.contains(Component.ROLE) || !check.name().equals("trust-policy"));
  }

  private List<Check> checks() {
    List<Check> all = new ArrayList<>();
    if (components.contains(Component.ROLE)) {
      observed
          .role()
          .ifPresentOrElse(
              role -> role(role, all),
              () -> all.add(new Check("role", State.MISSING, desired.roleName(), null)));
    } else {
      observed.role().ifPresent(role -> all.add(trust(role)));
    }
    if (components.contains(Component.POLICIES)) {
      Set<String> attached = new HashSet<>(observed.attached());
      for (String arn : desired.policies()) {
        all.add(Check.of("policy:" + arn, arn, attached.remove(arn) ? arn : null));
      }
      attached.stream().sorted().forEach(arn -> all.add(Check.of("policy:" + arn, null, arn)));
    }
    if (components.contains(Component.PROFILE)) {
      observed
          .profile()
          .ifPresentOrElse(
              profile -> {
                all.add(Check.of("instance-profile", profile.name(), profile.name()));
                path(profile.path(), all);
                tags("instance-profile-tag:", profile.tags(), all);
              },
              () ->
                  all.add(
                      new Check("instance-profile", State.MISSING, desired.profileName(), null)));
    }
    if (components.contains(Component.ROLE_IN_PROFILE)) {
      all.add(membership());
    }
    return all;
  }

  private void role(Observed.Role role, List<Check> all) {
    all.add(Check.of("role", role.name(), role.name()));
    all.add(trust(role));
    path(role.path(), all);
    desired
        .description()
        .ifPresent(d -> all.add(compareOptional("description", d, role.description())));
    desired
        .maxSessionDuration()
        .ifPresent(
            s ->
                all.add(
                    Check.of(
                        "max-session-duration",
                        s.toString(),
                        Objects.requireNonNullElse(role.maxSessionDuration(), 3600).toString())));
    desired
        .boundary()
        .ifPresent(
            b -> all.add(compareOptional("permissions-boundary", b, role.boundary().orElse(null))));
    tags("role-tag:", role.tags(), all);
  }

  /** Something that is asked for and not set is a difference: only --update may set it. */
  private static Check compareOptional(String name, String expected, String actual) {
    return Check.of(name, expected, actual == null ? "" : actual);
  }

  private Check trust(Observed.Role role) {
    boolean same = role.trust().isEquivalentTo(desired.trust());
    return new Check(
        "trust-policy",
        same ? State.OK : State.DIFFERENT,
        "trusts " + String.join(", ", desired.trust().principals()),
        same
            ? "trusts " + String.join(", ", role.trust().principals())
            : role.trust().differenceFrom(desired.trust()));
  }

  private void path(String actual, List<Check> all) {
    desired.path().ifPresent(p -> all.add(Check.of("path", p, actual)));
  }

  private void tags(String prefix, Map<String, String> actual, List<Check> all) {
    Map<String, String> left = new LinkedHashMap<>(actual);
    desired.tags().forEach((k, v) -> all.add(Check.of(prefix + k, v, left.remove(k))));
    left.forEach(
        (k, v) -> {
          if (!k.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            all.add(Check.of(prefix + k, null, v));
          }
        });
  }

  private Check membership() {
    Observed.Member member = observed.profile().flatMap(Observed.Profile::member).orElse(null);
    if (member == null) {
      return new Check("role-in-profile", State.MISSING, desired.roleName(), null);
    }
    // By id: a role that was deleted and made anew under its name is another role.
    boolean same = observed.role().map(r -> r.id().equals(member.id())).orElse(false);
    boolean stale = !same && member.name().equals(desired.roleName());
    return new Check(
        "role-in-profile",
        same ? State.OK : State.DIFFERENT,
        desired.roleName(),
        stale
            ? member.name() + " with the id " + member.id() + " of a deleted role"
            : member.name());
  }

  private List<Change> changes(List<Check> checks, boolean update, boolean prune) {
    List<Change> all = new ArrayList<>();
    String role = observed.role().map(Observed.Role::name).orElse(desired.roleName());
    String roleArn = observed.role().map(Observed.Role::arn).orElse(role);
    String profile = observed.profile().map(Observed.Profile::name).orElse(desired.profileName());
    String profileArn = observed.profile().map(Observed.Profile::arn).orElse(profile);
    Map<String, String> roleTags = new LinkedHashMap<>();
    Map<String, String> profileTags = new LinkedHashMap<>();
    List<String> roleKeys = new ArrayList<>();
    List<String> profileKeys = new ArrayList<>();
    String description = null;
    Integer duration = null;
    for (Check c : checks) {
      boolean missing = c.state() == State.MISSING;
      boolean change = c.state() == State.DIFFERENT && isUpdatable(c, update);
      boolean drop = c.state() == State.EXTRA && prune;
      if (!missing && !change && !drop) {
        continue;
      }
      switch (c.name().replaceFirst(":.*", "")) {
        case "role" -> all.add(new Change.CreateRole(desired));
        case "instance-profile" -> all.add(new Change.CreateInstanceProfile(desired));
        case "trust-policy" ->
            all.add(new Change.UpdateAssumeRolePolicy(role, roleArn, desired.trust()));
        case "description" -> description = c.expected();
        case "max-session-duration" -> duration = Integer.valueOf(c.expected());
        case "permissions-boundary" ->
            all.add(new Change.PutRolePermissionsBoundary(role, roleArn, c.expected()));
        case "role-tag" -> collectTag(c, drop, roleTags, roleKeys);
        case "instance-profile-tag" -> collectTag(c, drop, profileTags, profileKeys);
        case "policy" ->
            all.add(
                drop
                    ? new Change.DetachRolePolicy(role, c.key())
                    : new Change.AttachRolePolicy(role, c.key()));
        case "role-in-profile" ->
            all.add(
                missing
                    ? new Change.AddRoleToInstanceProfile(profile, profileArn, role)
                    : new Change.ReplaceRoleInInstanceProfile(
                        profile,
                        profileArn,
                        observed.profile().orElseThrow().member().orElseThrow().name(),
                        role));
        default -> throw new IllegalStateException("no change for " + c.name());
      }
    }
    if (description != null || duration != null) {
      all.add(
          new Change.UpdateRole(
              role,
              roleArn,
              description != null ? description : observed.role().orElseThrow().description(),
              duration != null ? duration : observed.role().orElseThrow().maxSessionDuration()));
    }
    if (!roleTags.isEmpty()) {
      all.add(new Change.TagRole(role, roleArn, roleTags));
    }
    if (!profileTags.isEmpty()) {
      all.add(new Change.TagInstanceProfile(profile, profileArn, profileTags));
    }
    if (!roleKeys.isEmpty()) {
      all.add(new Change.UntagRole(role, roleArn, roleKeys));
    }
    if (!profileKeys.isEmpty()) {
      all.add(new Change.UntagInstanceProfile(profile, profileArn, profileKeys));
    }
    return all;
  }

  private static void collectTag(
      Check c, boolean drop, Map<String, String> tags, List<String> keys) {
    if (drop) {
      keys.add(c.key());
    } else {
      tags.put(c.key(), c.expected());
    }
  }
}
