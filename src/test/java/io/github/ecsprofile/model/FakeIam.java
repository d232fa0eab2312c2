package io.github.ecsprofile.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The five objects in memory, as far as a plan can change them, under IAM's rules: a role's tag
 * keys are compared without regard to case, an instance profile's with it. Every write is visible
 * at once.
 */
final class FakeIam implements IamWrites {
  static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");

  Observed.Role role;
  final List<String> attached = new ArrayList<>();
  final List<String> inline = new ArrayList<>();
  Observed.Profile profile;
  private int ids;

  Observed observed() {
    return new Observed(
        Optional.ofNullable(role), List.copyOf(attached), Optional.ofNullable(profile));
  }

  DeletePlanner.Found found() {
    return new DeletePlanner.Found(observed(), List.copyOf(inline), List.of());
  }

  private String id(String prefix) {
    return prefix + ++ids;
  }

  @Override
  public Change.Created createRole(Desired d) {
    require(role == null);
    role =
        new Observed.Role(
            d.roleName(),
            "arn:aws:iam::123456789012:role" + d.path().orElse("/") + d.roleName(),
            id("AROA"),
            d.path().orElse("/"),
            CREATED,
            d.trust(),
            d.tags(),
            RoleAttributes.from(a -> a.effective(d.attributes())),
            Optional.empty());
    return new Change.Created(role.arn(), role.id());
  }

  @Override
  public Change.Created createInstanceProfile(Desired d) {
    require(profile == null);
    profile =
        new Observed.Profile(
            d.profileName(),
            "arn:aws:iam::123456789012:instance-profile" + d.path().orElse("/") + d.profileName(),
            id("AIPA"),
            d.path().orElse("/"),
            CREATED,
            d.tags(),
            Optional.empty());
    return new Change.Created(profile.arn(), profile.id());
  }

  @Override
  public void attachRolePolicy(String name, String arn) {
    require(role != null);
    attached.add(arn);
  }

  @Override
  public void detachRolePolicy(String name, String arn) {
    require(attached.remove(arn));
  }

  @Override
  public void addRoleToInstanceProfile(String name, String roleName) {
    require(role != null && role.name().equals(roleName) && profile.member().isEmpty());
    member(
        Optional.of(
            new Observed.Member(role.name(), role.arn(), role.id(), Optional.of(role.trust()))));
  }

  @Override
  public void requireRole(String roleName) {
    require(role != null && role.name().equals(roleName));
  }

  @Override
  public void removeRoleFromInstanceProfile(String name, String roleName) {
    require(profile.member().orElseThrow().name().equals(roleName));
    member(Optional.empty());
  }

  /** Puts a role of this name and id into the instance profile, whatever it holds. */
  void member(String name, String id) {
    String arn = "arn:aws:iam::123456789012:role/" + name;
    member(Optional.of(new Observed.Member(name, arn, id, Optional.empty())));
  }

  private void member(Optional<Observed.Member> member) {
    profile = profile(profile.tags(), member);
  }

  private Observed.Profile profile(Map<String, String> tags, Optional<Observed.Member> member) {
    return new Observed.Profile(
        profile.name(), profile.arn(), profile.id(), profile.path(), CREATED, tags, member);
  }

  @Override
  public void updateAssumeRolePolicy(String name, PolicyDocument trust) {
    set(trust, role.tags(), role.attributes());
  }

  @Override
  public void updateRole(String name, RoleAttributes values) {
    set(RoleAttribute.Setter.UPDATE_ROLE, values);
  }

  /** A call takes its own attributes only. It clears those that it does not carry, as it may. */
  private void set(RoleAttribute.Setter setter, RoleAttributes values) {
    require(values.values().keySet().stream().allMatch(a -> a.setter() == setter));
    RoleAttributes others = role.attributes().only(a -> a.setter() != setter);
    set(role.trust(), role.tags(), RoleAttributes.from(a -> a.effective(values.or(others))));
  }

  @Override
  public void putRolePermissionsBoundary(String name, RoleAttributes values) {
    set(RoleAttribute.Setter.PUT_ROLE_PERMISSIONS_BOUNDARY, values);
  }

  @Override
  public void tagRole(String name, Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(role.tags());
    all.keySet().removeIf(k -> tags.keySet().stream().anyMatch(k::equalsIgnoreCase));
    all.putAll(tags);
    set(role.trust(), all, role.attributes());
  }

  @Override
  public void untagRole(String name, List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(role.tags());
    require(all.keySet().removeIf(k -> keys.stream().anyMatch(k::equalsIgnoreCase)));
    set(role.trust(), all, role.attributes());
  }

  /** Gives the role these attributes, and no others. */
  void attributes(RoleAttributes attributes) {
    set(role.trust(), role.tags(), attributes);
  }

  /** Makes the role one that was created from an IAM role template. */
  void roleTemplate(String arn) {
    set(role.trust(), role.tags(), role.attributes(), Optional.of(arn));
  }

  private void set(PolicyDocument trust, Map<String, String> tags, RoleAttributes attributes) {
    set(trust, tags, attributes, role.roleTemplate());
  }

  private void set(
      PolicyDocument trust,
      Map<String, String> tags,
      RoleAttributes attributes,
      Optional<String> template) {
    role =
        new Observed.Role(
            role.name(),
            role.arn(),
            role.id(),
            role.path(),
            CREATED,
            trust,
            tags,
            attributes,
            template);
  }

  @Override
  public void tagInstanceProfile(String name, Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(profile.tags());
    all.putAll(tags);
    profile = profile(all, profile.member());
  }

  @Override
  public void untagInstanceProfile(String name, List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(profile.tags());
    require(all.keySet().removeAll(keys));
    profile = profile(all, profile.member());
  }

  @Override
  public void deleteRolePolicy(String name, String policy) {
    require(inline.remove(policy));
  }

  @Override
  public void deleteInstanceProfile(String name) {
    require(profile.member().isEmpty());
    profile = null;
  }

  @Override
  public void deleteRole(String name) {
    boolean held = profile != null && profile.member().isPresent();
    require(attached.isEmpty() && inline.isEmpty() && !held);
    role = null;
  }

  /** IAM would refuse it. */
  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("IAM would refuse this call");
    }
  }
}
