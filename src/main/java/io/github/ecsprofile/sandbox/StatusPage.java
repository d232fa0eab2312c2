package io.github.ecsprofile.sandbox;

import java.util.List;

/** Describes the sandbox and its contents as plain text, for a person with a browser or curl. */
final class StatusPage {
  private static final int MAX_NAMES = 1000;

  private StatusPage() {}

  static String of(State state) {
    StringBuilder text = new StringBuilder();
    text.append("ecs-profile sandbox: a local IAM and STS endpoint for rehearsals.\n");
    text.append("Account ").append(RequestContext.ACCOUNT).append("; nothing here is on AWS.\n");
    section(text, "Roles", state.roles.values().stream().map(r -> r.path + r.name).toList());
    section(
        text,
        "Instance profiles",
        state.profiles.values().stream()
            .map(p -> p.path + p.name + (p.role == null ? "" : " (role " + p.role + ")"))
            .toList());
    section(
        text,
        "Customer managed policies",
        state.policies.values().stream().map(p -> p.path + p.name).toList());
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<String> names) {
    text.append('\n').append(title).append(": ").append(names.size()).append('\n');
    names.stream().limit(MAX_NAMES).forEach(n -> text.append("  ").append(n).append('\n'));
    if (names.size() > MAX_NAMES) {
      text.append("  ... and ").append(names.size() - MAX_NAMES).append(" more\n");
    }
  }
}
