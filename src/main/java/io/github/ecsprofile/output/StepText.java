package io.github.ecsprofile.output;

import io.github.ecsprofile.model.IamAction;
import io.github.ecsprofile.model.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One IAM call in words: what it would do, and what it did. */
public final class StepText {
  private record Words(String verb, String past, String object) {}

  private StepText() {}

  /** Returns what the call does, such as {@code attach policy ARN to role NAME}. */
  public static String infinitive(Step step) {
    Words words = words(step);
    return words.verb + " " + words.object;
  }

  /** Returns what the call did, such as {@code attached policy ARN to role NAME}. */
  public static String past(Step step) {
    Words words = words(step);
    return words.past + " " + words.object;
  }

  /** Returns that the answer to the call was lost, and that IAM shows what it was sent for. */
  public static String unanswered(Step step) {
    return "no answer: " + infinitive(step) + " (IAM shows that it is done)";
  }

  /**
   * Returns how many changes were applied, by their effect. A role that takes another one's place
   * in an instance profile is one change, as in the plan.
   */
  public static String summary(List<Step> applied) {
    Map<IamAction.Effect, Integer> counts = new EnumMap<>(IamAction.Effect.class);
    applied.forEach(s -> counts.merge(s.action().effect(), 1, Integer::sum));
    int replaced = (int) applied.stream().filter(s -> isReplacement(s, applied)).count();
    return "Applied: "
        + (counts.getOrDefault(IamAction.Effect.ADD, 0) - replaced)
        + " added, "
        + (counts.getOrDefault(IamAction.Effect.CHANGE, 0) + replaced)
        + " changed, "
        + (counts.getOrDefault(IamAction.Effect.REMOVE, 0) - replaced)
        + " removed.";
  }

  private static boolean isReplacement(Step step, List<Step> applied) {
    return step.action() == IamAction.ADD_ROLE_TO_INSTANCE_PROFILE
        && applied.stream()
            .filter(s -> s.action() == IamAction.REMOVE_ROLE_FROM_INSTANCE_PROFILE)
            .anyMatch(s -> s.target().profile().equals(step.target().profile()));
  }

  private static Words words(Step s) {
    String role = s.target().role();
    String profile = s.target().profile();
    String policy = s.target().policy();
    return switch (s.action()) {
      case CREATE_ROLE -> new Words("create", "created", "role " + s.resource());
      case CREATE_INSTANCE_PROFILE ->
          new Words("create", "created", "instance profile " + s.resource());
      case UPDATE_ASSUME_ROLE_POLICY ->
          new Words("update", "updated", "trust policy of role " + role);
      case UPDATE_ROLE -> new Words("update", "updated", "role " + role);
      case PUT_ROLE_PERMISSIONS_BOUNDARY ->
          new Words("set", "set", "permissions boundary of role " + role);
      case TAG_ROLE -> new Words("tag", "tagged", "role " + role + tags(s));
      case TAG_INSTANCE_PROFILE ->
          new Words("tag", "tagged", "instance profile " + profile + tags(s));
      case UNTAG_ROLE -> new Words("untag", "untagged", "role " + role + tags(s));
      case UNTAG_INSTANCE_PROFILE ->
          new Words("untag", "untagged", "instance profile " + profile + tags(s));
      case DETACH_ROLE_POLICY ->
          new Words("detach", "detached", "policy " + policy + " from role " + role);
      case ATTACH_ROLE_POLICY ->
          new Words("attach", "attached", "policy " + policy + " to role " + role);
      case ADD_ROLE_TO_INSTANCE_PROFILE ->
          new Words("add", "added", "role " + role + " to instance profile " + profile);
      case REMOVE_ROLE_FROM_INSTANCE_PROFILE ->
          new Words("remove", "removed", "role " + role + " from instance profile " + profile);
      case DELETE_ROLE_POLICY ->
          new Words("delete", "deleted", "inline policy " + policy + " of role " + role);
      case DELETE_INSTANCE_PROFILE -> new Words("delete", "deleted", "instance profile " + profile);
      case DELETE_ROLE -> new Words("delete", "deleted", "role " + role);
    };
  }

  private static String tags(Step step) {
    var tags = step.after().has("tags") ? step.after().get("tags") : step.before().get("tags");
    StringBuilder all = new StringBuilder();
    if (tags != null) {
      tags.properties()
          .forEach(
              e ->
                  all.append(all.isEmpty() ? ": " : ", ")
                      .append(e.getKey())
                      .append('=')
                      .append(e.getValue().asText()));
    }
    return all.toString();
  }
}
