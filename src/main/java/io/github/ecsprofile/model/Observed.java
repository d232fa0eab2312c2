package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What IAM showed. Empty means that IAM said there is none, never that it could not be read: a
 * failed read is a Failure before there is an Observed.
 */
public record Observed(Optional<Role> role, List<String> attached, Optional<Profile> profile) {

  /** As GetRole tells it. */
  public record Role(
      String name,
      String arn,
      String id,
      String path,
      PolicyDocument trust,
      Map<String, String> tags,
      String description,
      Integer maxSessionDuration,
      Optional<String> boundary) {}

  /** As GetInstanceProfile tells it. */
  public record Profile(
      String name, String arn, String path, Map<String, String> tags, Optional<Member> member) {}

  /** The role inside a profile. */
  public record Member(String name, String arn, String id) {}
}
