package io.github.ecsprofile.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for, complete and validated. An empty component, or an attribute without a value,
 * was not asked for and is not compared.
 *
 * @param tags of the role and the instance profile; the owner tags are among them
 * @param policies ARNs of managed policies, in the order given
 */
public record Desired(
    String project,
    String roleName,
    String profileName,
    PolicyDocument trust,
    Map<String, String> tags,
    List<String> policies,
    Optional<String> path,
    RoleAttributes attributes) {

  /** Returns the tags that mark a resource as managed by this run, with the values asked for. */
  public Map<String, String> ownerTags() {
    Map<String, String> owner = new LinkedHashMap<>();
    for (String key : List.of("Project", "ManagedBy")) {
      if (tags.containsKey(key)) {
        owner.put(key, tags.get(key));
      }
    }
    return owner;
  }
}
