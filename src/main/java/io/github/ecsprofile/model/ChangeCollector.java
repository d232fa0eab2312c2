package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Check.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the changes that checks ask for: tags and role attributes one call each. */
final class ChangeCollector {
  private final Desired desired;
  private final Observed observed;
  private final String role;
  private final String roleArn;
  private final String profile;
  private final String profileArn;
  private final List<Change> all = new ArrayList<>();
  private final TagChanges roleTags = new TagChanges();
  private final TagChanges profileTags = new TagChanges();
  private String description;
  private Integer duration;

  ChangeCollector(Desired desired, Observed observed) {
    this.desired = desired;
    this.observed = observed;
    this.role = observed.role().map(Observed.Role::name).orElse(desired.roleName());
    this.roleArn = observed.role().map(Observed.Role::arn).orElse(role);
    this.profile = observed.profile().map(Observed.Profile::name).orElse(desired.profileName());
    this.profileArn = observed.profile().map(Observed.Profile::arn).orElse(profile);
  }

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
