package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was asked for with what IAM shows, component by component. */
final class Comparison {
  private final Desired desired;
  private final Observed observed;
  private final Set<Component> components;

  private Comparison(Desired desired, Observed observed, Set<Component> components) {
    this.desired = desired;
    this.observed = observed;
    this.components = components;
  }

  /** Returns the checks of the components, in the order in which they are shown. */
  static List<Check> checks(Desired desired, Observed observed, Set<Component> components) {
    return new Comparison(desired, observed, components).checks();
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
        .attributes()
        .values()
        .forEach((a, value) -> all.add(Check.attribute(a, value, role.attributes())));
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

  /** Compares by meaning, and shows the principals; where these are the same, the statements. */
  private Check trust(Observed.Role role) {
    PolicyDocument actual = role.trust();
    PolicyDocument wanted = desired.trust();
    String principals = String.join(", ", wanted.principals());
    if (actual.isEquivalentTo(wanted)) {
      return Check.of(Subject.TRUST_POLICY, State.OK, principals, principals);
    }
    String found = String.join(", ", actual.principals());
    if (!found.equals(principals)) {
      return Check.of(Subject.TRUST_POLICY, State.DIFFERENT, principals, found);
    }
    PolicyDocument.Difference d = actual.differenceFrom(wanted);
    return Check.of(
        Subject.TRUST_POLICY, State.DIFFERENT, d.onlyThere().toString(), d.onlyHere().toString());
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
    return Check.of(
        Subject.ROLE_IN_PROFILE,
        same ? State.OK : State.DIFFERENT,
        desired.roleName(),
        stale ? member.name() + " (deleted role " + member.id() + ")" : member.name());
  }
}
