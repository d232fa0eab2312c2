package io.github.ecsprofile.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What IAM shows. Empty means that IAM reported that there is none, never that it could not be
 * read: a failed read is a {@link Failure} before there is an Observed.
 */
public record Observed(Optional<Role> role, List<String> attached, Optional<Profile> profile) {

  /**
   * A role as GetRole returns it.
   *
   * @param id the unique id ({@code AROA…}); a role that is created again under its name has
   *     another
   * @param created null if IAM did not say
   * @param attributes those that IAM shows
   * @param roleTemplate the ARN of the IAM role template that the role was created from; an empty
   *     text if IAM names none
   */
  public record Role(
      String name,
      String arn,
      String id,
      String path,
      Instant created,
      PolicyDocument trust,
      Map<String, String> tags,
      RoleAttributes attributes,
      Optional<String> roleTemplate) {}

  /** An instance profile as GetInstanceProfile returns it; {@code created} as for a role. */
  public record Profile(
      String name,
      String arn,
      String id,
      String path,
      Instant created,
      Map<String, String> tags,
      Optional<Member> member) {}

  /**
   * The role inside an instance profile.
   *
   * @param trust its trust policy; empty if IAM did not return it
   */
  public record Member(String name, String arn, String id, Optional<PolicyDocument> trust) {}
}
