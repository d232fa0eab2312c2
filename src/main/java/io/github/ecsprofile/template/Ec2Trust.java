package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Partition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides whether EC2 can assume a role with a trust policy, as an instance profile needs. */
final class Ec2Trust {
  private static final String ACTION = "sts:AssumeRole";

  private Ec2Trust() {}

  /** Returns whether a statement lets EC2 in, and none without a condition keeps it out. */
  static boolean isGiven(JsonNode trustPolicy, Partition partition) {
    boolean allowed = false;
    for (JsonNode s : Statements.asList(trustPolicy.path("Statement"))) {
      if (!concernsEc2(s, partition)) {
        continue;
      }
      if (Statements.isAllow(s)) {
        allowed = true;
      } else if (!s.has("Condition")) {
        return false;
      }
    }
    return allowed;
  }

  private static boolean concernsEc2(JsonNode statement, Partition partition) {
    // In China EC2 is known by either name.
    Set<String> names = new HashSet<>(List.of("ec2.amazonaws.com", partition.ec2Service()));
    boolean ec2 = false;
    for (JsonNode service : Statements.asList(statement.path("Principal").path("Service"))) {
      ec2 |= names.contains(service.asText());
    }
    return ec2
        && Statements.asList(statement.path("Action")).stream()
            .anyMatch(a -> Statements.matches(a.asText(), ACTION));
  }
}
