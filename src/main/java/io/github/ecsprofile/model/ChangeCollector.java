package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the changes that checks ask for: tags, and attributes with one call, a change each. */
final class ChangeCollector {
  private final Desired desired;
  private final Observed observed;
  private final String role;
  private final String roleArn;
  private final String profile;
  private final String profileArn;
  private final List<Change> all = new ArrayList<>();
  private final Set<RoleAttribute> attributes = EnumSet.noneOf(RoleAttribute.class);
  private final TagChanges roleTags = new TagChanges();
  private final TagChanges profileTags = new TagChanges();

  ChangeCollector(Desired desired, Observed observed) {
    this.desired = desired;
    this.observed = observed;
    this.role = observed.role().map(Observed.Role::name).orElse(desired.roleName());
    this.roleArn = observed.role().map(Observed.Role::arn).orElse(role);
    this.profile = observed.profile().map(Observed.Profile::name).orElse(desired.profileName());
    this.profileArn = observed.profile().map(Observed.Profile::arn).orElse(profile);
  }

  /** Adds what the check asks for. */
  void add(Check c) {
    switch (c.subject()) {
      case ROLE -> all.add(new Change.CreateRole(desired));
      case INSTANCE_PROFILE -> all.add(new Change.CreateInstanceProfile(desired));
      case TRUST_POLICY ->
          all.add(
              new Change.UpdateAssumeRolePolicy(
                  role, roleArn, observed.role().orElseThrow().trust(), desired.trust()));
      case ROLE_ATTRIBUTE -> attribute(c.attribute());
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

  private void attribute(RoleAttribute attribute) {
    if (attribute.setter().isShared()) {
      attributes.add(attribute);
    } else {
      all.add(set(attribute.setter(), EnumSet.of(attribute)));
    }
  }

  private Change set(RoleAttribute.Setter setter, Set<RoleAttribute> which) {
    RoleAttributes now = observed.role().orElseThrow().attributes();
    return new Change.SetRoleAttributes(
        setter,
        role,
        roleArn,
        RoleAttributes.from(a -> which.contains(a) ? a.effective(now) : Optional.empty()),
        desired.attributes().only(which::contains),
        now.only(a -> a.setter() == setter && !which.contains(a)));
  }

  /** Returns the changes; those that were put together come last. */
  List<Change> inOrder() {
    for (RoleAttribute.Setter setter : RoleAttribute.Setter.values()) {
      Set<RoleAttribute> which = EnumSet.copyOf(attributes);
      which.removeIf(a -> a.setter() != setter);
      if (!which.isEmpty()) {
        all.add(set(setter, which));
      }
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
