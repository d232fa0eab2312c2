package io.github.ecsprofile.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.RightCheck;
import io.github.ecsprofile.model.RightCheck.Decision;
import io.github.ecsprofile.model.RightCheck.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rights of a caller as {@code permissions --check} prints them, one per line. */
public final class RightsText {
  private static final int MAX_ACTION_WIDTH = 34;

  private RightsText() {}

  /** Renders each right: whether it is allowed, the action, the resource, and why it is denied. */
  public static String text(List<RightCheck> checks, Theme theme) {
    int width =
        checks.stream()
            .mapToInt(c -> c.right().action().length())
            .filter(n -> n <= MAX_ACTION_WIDTH)
            .max()
            .orElse(1);
    StringBuilder all = new StringBuilder();
    for (RightCheck c : checks) {
      String word = c.isAllowed() ? theme.good("allowed") : theme.error("denied ");
      String line =
          String.format("%-" + width + "s", c.right().action())
              + "  "
              + c.right().resource()
              + conditions(c.right().conditions())
              + (c.isAllowed() ? "" : ": " + reason(c));
      all.append(word).append("  ").append(TerminalText.clean(line)).append('\n');
    }
    return all.toString();
  }

  private static String conditions(Map<String, List<String>> conditions) {
    return conditions.entrySet().stream()
        .map(e -> " " + e.getKey() + "=" + String.join(",", e.getValue()))
        .collect(Collectors.joining());
  }

  private static String reason(RightCheck c) {
    List<String> reasons = new ArrayList<>();
    boolean explicit = c.decision() == Decision.EXPLICIT_DENY;
    for (PolicyType type : c.deniedBy()) {
      reasons.add(
          switch (type) {
            case IDENTITY_POLICY ->
                explicit ? "a policy denies it explicitly" : "no identity policy allows it";
            case PERMISSIONS_BOUNDARY -> "the permissions boundary does not allow it";
            case SERVICE_CONTROL_POLICY -> "a service control policy does not allow it";
          });
    }
    String named = explicit && !c.policies().isEmpty() ? String.join(", ", c.policies()) : "";
    return String.join("; ", reasons) + (named.isEmpty() ? "" : " (" + named + ")");
  }

  /** Renders each right as an object on one line. */
  public static String json(List<RightCheck> checks) {
    StringBuilder all = new StringBuilder();
    for (RightCheck c : checks) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("action", c.right().action()).put("resource", c.right().resource());
      ObjectNode context = node.putObject("context");
      c.right().context().forEach((k, values) -> values.forEach(context.putArray(k)::add));
      node.put("allowed", c.isAllowed());
      node.put(
          "decision",
          switch (c.decision()) {
            case ALLOWED -> "allowed";
            case EXPLICIT_DENY -> "explicitDeny";
            case IMPLICIT_DENY -> "implicitDeny";
          });
      if (!c.isAllowed()) {
        ArrayNode deniedBy = node.putArray("deniedBy");
        c.deniedBy().forEach(type -> deniedBy.add(name(type)));
      }
      c.policies().forEach(node.putArray("policies")::add);
      c.missingKeys().forEach(node.putArray("missingContextKeys")::add);
      all.append(Renderer.escaped(node.toString())).append('\n');
    }
    return all.toString();
  }

  private static String name(PolicyType type) {
    return switch (type) {
      case IDENTITY_POLICY -> "identityPolicy";
      case PERMISSIONS_BOUNDARY -> "permissionsBoundary";
      case SERVICE_CONTROL_POLICY -> "serviceControlPolicy";
    };
  }

  /** Returns what a reader must know to trust the lines, for stderr. */
  public static List<String> notes(List<RightCheck> checks) {
    List<String> notes = new ArrayList<>();
    long missing = checks.stream().filter(c -> !c.isAllowed()).count();
    notes.add(
        missing == 0
            ? "IAM's simulation allows all " + checks.size() + " rights"
            : missing
                + " of "
                + checks.size()
                + (missing == 1 ? " rights is missing" : " rights are missing"));
    TreeSet<String> keys = new TreeSet<>();
    checks.forEach(c -> keys.addAll(c.missingKeys()));
    if (!keys.isEmpty()) {
      notes.add(
          "the caller's policies use condition keys whose values are not known here: "
              + String.join(", ", keys));
    }
    notes.add(
        "advisory: the simulation does not see resource policies, session policies and some"
            + " conditions of service control policies");
    return notes;
  }
}
