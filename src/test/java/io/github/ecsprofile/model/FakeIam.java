package io.github.ecsprofile.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The five objects in memory, as far as a plan can change them; every write is seen at once. */
final class FakeIam implements IamWrites {
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
            "arn:aws:iam::1:role" + d.path().orElse("/") + d.roleName(),
            id("AROA"),
            d.path().orElse("/"),
            d.trust(),
            d.tags(),
            d.description().orElse(null),
            d.maxSessionDuration().orElse(3600),
            d.boundary());
    return new Change.Created(role.arn(), role.id());
  }

  @Override
  public Change.Created createInstanceProfile(Desired d) {
    require(profile == null);
    profile =
        new Observed.Profile(
            d.profileName(),
            "arn:aws:iam::1:instance-profile" + d.path().orElse("/") + d.profileName(),
            d.path().orElse("/"),
            d.tags(),
            Optional.empty());
    return new Change.Created(profile.arn(), id("AIPA"));
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
    member(Optional.of(new Observed.Member(role.name(), role.arn(), role.id())));
  }

  @Override
  public void replaceRoleInInstanceProfile(String name, String oldRole, String newRole) {
    removeRoleFromInstanceProfile(name, oldRole);
    addRoleToInstanceProfile(name, newRole);
  }

  @Override
  public void removeRoleFromInstanceProfile(String name, String roleName) {
    require(profile.member().orElseThrow().name().equals(roleName));
    member(Optional.empty());
  }

  private void member(Optional<Observed.Member> member) {
    profile =
        new Observed.Profile(profile.name(), profile.arn(), profile.path(), profile.tags(), member);
  }

  @Override
  public void updateAssumeRolePolicy(String name, PolicyDocument trust) {
    set(trust, role.tags(), role.description(), role.maxSessionDuration(), role.boundary());
  }

  @Override
  public void updateRole(String name, String description, Integer seconds) {
    set(
        role.trust(),
        role.tags(),
        description == null ? role.description() : description,
        seconds == null ? role.maxSessionDuration() : seconds,
        role.boundary());
  }

  @Override
  public void putRolePermissionsBoundary(String name, String arn) {
    set(role.trust(), role.tags(), role.description(), role.maxSessionDuration(), Optional.of(arn));
  }

  @Override
  public void tagRole(String name, Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(role.tags());
    all.putAll(tags);
    set(role.trust(), all, role.description(), role.maxSessionDuration(), role.boundary());
  }

  @Override
  public void untagRole(String name, List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(role.tags());
    require(all.keySet().removeAll(keys));
    set(role.trust(), all, role.description(), role.maxSessionDuration(), role.boundary());
  }

  private void set(
      PolicyDocument trust,
      Map<String, String> tags,
      String description,
      Integer seconds,
      Optional<String> boundary) {
    role =
        new Observed.Role(
            role.name(),
            role.arn(),
            role.id(),
            role.path(),
            trust,
            tags,
            description,
            seconds,
            boundary);
  }

  @Override
  public void tagInstanceProfile(String name, Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(profile.tags());
    all.putAll(tags);
    profile =
        new Observed.Profile(profile.name(), profile.arn(), profile.path(), all, profile.member());
  }

  @Override
  public void untagInstanceProfile(String name, List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(profile.tags());
    require(all.keySet().removeAll(keys));
    profile =
        new Observed.Profile(profile.name(), profile.arn(), profile.path(), all, profile.member());
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
