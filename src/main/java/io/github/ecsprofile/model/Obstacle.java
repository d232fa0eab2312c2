package io.github.ecsprofile.model;

import java.time.Instant;
import java.util.Map;

/** Why a plan must not be carried out. Any obstacle stops a run before its first write. */
public sealed interface Obstacle {

  /** The kind of a resource that is owned. */
  enum ResourceKind {
    ROLE,
    INSTANCE_PROFILE
  }

  /** Something exists and differs, and the run may not change it. */
  record Differs(Check check, Remedy remedy) implements Obstacle {}

  /** What would let the run change it. */
  enum Remedy {
    /** The command's own {@code --update}. */
    UPDATE,
    /** An update of the role by {@code create-role}: the running command does not change it. */
    UPDATE_ROLE,
    /** None: IAM cannot change it. */
    NONE
  }

  /**
   * A resource exists without the owner tags that this run asks for.
   *
   * @param created when IAM created it; null if unknown
   * @param actual the owner tags that it carries, under the keys that it uses
   * @param expected the owner tags that would make it managed
   */
  record NotManaged(
      ResourceKind kind,
      String name,
      Instant created,
      Map<String, String> actual,
      Map<String, String> expected)
      implements Obstacle {}

  /** A role that was created from an IAM role template, and belongs to it. */
  record FromRoleTemplate(String role, String templateArn) implements Obstacle {}

  /** Something that others added to a resource that is to be deleted. */
  record AddedByOthers(Check check) implements Obstacle {}
}
