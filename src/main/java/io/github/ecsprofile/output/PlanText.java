package io.github.ecsprofile.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.IamAction;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A plan as people read it: {@code +} adds, {@code ~} changes, {@code -} removes, each with its
 * values, and a last line that counts them.
 */
public final class PlanText {
  private final Theme theme;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Theme theme) {
    this.theme = theme;
  }

  /**
   * Renders the changes of a plan under a heading, without the last line.
   *
   * @param heading the project, with the account and endpoint where they are known
   */
  public static List<String> changes(String heading, Plan plan, Theme theme) {
    PlanText text = new PlanText(theme);
    if (!plan.changes().isEmpty()) {
      text.lines.add(theme.heading(TerminalText.clean(heading)));
      plan.changes().forEach(text::change);
    }
    return text.lines;
  }

  /** Returns the last line: how many changes of each effect, or that there are none. */
  public static String summary(Collection<Plan> plans) {
    int add = 0;
    int change = 0;
    int remove = 0;
    for (Plan plan : plans) {
      for (Change c : plan.changes()) {
        switch (effect(c)) {
          case ADD -> add++;
          case CHANGE -> change++;
          case REMOVE -> remove++;
        }
      }
    }
    return add + change + remove == 0
        ? "No changes."
        : "Plan: " + add + " to add, " + change + " to change, " + remove + " to remove.";
  }

  private static IamAction.Effect effect(Change change) {
    List<Step> steps = change.steps();
    return steps.size() > 1 ? IamAction.Effect.CHANGE : steps.get(0).action().effect();
  }

  private void change(Change change) {
    List<Step> steps = change.steps();
    Step first = steps.get(0);
    if (steps.size() > 1) {
      // The one change of two calls: the role of an instance profile is replaced.
      item(IamAction.Effect.CHANGE, "instance profile " + first.target().profile());
      value("role", first.before().get("role"), steps.get(1).after().get("role"));
      return;
    }
    item(first.action().effect(), object(first));
    if (listsValues(first.action().item())) {
      values(first.before(), first.after());
    }
  }

  /** A policy or role that is attached or added is named in the item itself. */
  private static boolean listsValues(IamAction.Item item) {
    return switch (item) {
      case ROLE, ROLE_TAGS, INSTANCE_PROFILE, INSTANCE_PROFILE_TAGS -> true;
      case ATTACHED_POLICY, INLINE_POLICY, ROLE_IN_PROFILE -> false;
    };
  }

  private static String object(Step s) {
    String role = s.target().role();
    String profile = s.target().profile();
    String policy = s.target().policy();
    return switch (s.action().item()) {
      case ROLE -> "role " + role;
      case ROLE_TAGS -> "tags of role " + role;
      case INSTANCE_PROFILE -> "instance profile " + profile;
      case INSTANCE_PROFILE_TAGS -> "tags of instance profile " + profile;
      case ATTACHED_POLICY -> "policy " + policy + " on role " + role;
      case INLINE_POLICY -> "inline policy " + policy + " of role " + role;
      case ROLE_IN_PROFILE -> "role " + role + " in instance profile " + profile;
    };
  }

  private void item(IamAction.Effect effect, String text) {
    lines.add("  " + marked(effect, text));
  }

  private String marked(IamAction.Effect effect, String text) {
    String clean = TerminalText.clean(text);
    return switch (effect) {
      case ADD -> theme.good("+ " + clean);
      case CHANGE -> theme.warning("~ " + clean);
      case REMOVE -> theme.error("- " + clean);
    };
  }

  private void values(ObjectNode before, ObjectNode after) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      switch (name) {
        case "trustPolicy" -> trustPolicy(before.get(name), after.get(name));
        case "tags" -> tags(before.path(name), after.path(name));
        default -> value(label(name), before.get(name), after.get(name));
      }
    }
  }

  /** Returns a name in words: {@code max session duration}. */
  private static String label(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private void tags(JsonNode before, JsonNode after) {
    Set<String> keys = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    keys.forEach(key -> value("tag " + key, before.get(key), after.get(key)));
  }

  private void value(String name, JsonNode before, JsonNode after) {
    if (before == null || after == null) {
      IamAction.Effect effect = before == null ? IamAction.Effect.ADD : IamAction.Effect.REMOVE;
      detail(effect, name + ": " + (before == null ? after : before));
    } else {
      detail(IamAction.Effect.CHANGE, name + ": " + before + " -> " + after);
    }
  }

  /** Statement by statement: those of one side only. */
  private void trustPolicy(JsonNode before, JsonNode after) {
    if (before == null) {
      statements(after).forEach(s -> detail(IamAction.Effect.ADD, "trust policy: " + s));
      return;
    }
    PolicyDocument.Difference d =
        new PolicyDocument(before).differenceFrom(new PolicyDocument(after));
    d.onlyHere().forEach(s -> detail(IamAction.Effect.REMOVE, "trust policy: " + s));
    d.onlyThere().forEach(s -> detail(IamAction.Effect.ADD, "trust policy: " + s));
  }

  private static List<JsonNode> statements(JsonNode document) {
    JsonNode statements = document.path("Statement");
    List<JsonNode> all = new ArrayList<>();
    if (statements.isArray()) {
      statements.forEach(all::add);
    } else {
      all.add(statements);
    }
    return all;
  }

  private void detail(IamAction.Effect effect, String text) {
    lines.add("      " + marked(effect, text));
  }
}
