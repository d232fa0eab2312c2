package io.github.ecsprofile.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Renders a result for stdout: as text, as one line of JSON, or as assignments for a shell. */
public final class Renderer {
  private static final Pattern SHELL_SAFE = Pattern.compile("[A-Za-z0-9_+=,.@:/-]+");

  /** Bare in JSON by its grammar, and acted on by terminals or the GitHub runner. */
  private static final Pattern UNSAFE_IN_JSON =
      Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\u2028\\u2029]|(?<=##)\\[");

  private final OutputForm form;
  private final Theme theme;
  private final boolean namesProjects;
  private final boolean onlyProblems;
  private final Optional<String> account;

  /**
   * Creates a renderer.
   *
   * @param namesProjects whether several projects were asked for, so that each line of text names
   *     its project
   * @param onlyProblems whether {@code verify} leaves out the checks that pass
   */
  public Renderer(OutputForm form, Theme theme, boolean namesProjects, boolean onlyProblems) {
    this(form, theme, namesProjects, onlyProblems, Optional.empty());
  }

  private Renderer(
      OutputForm form,
      Theme theme,
      boolean namesProjects,
      boolean onlyProblems,
      Optional<String> account) {
    this.form = form;
    this.theme = theme;
    this.namesProjects = namesProjects;
    this.onlyProblems = onlyProblems;
    this.account = account;
  }

  /** Returns the renderer for one of several accounts, which names it and the project. */
  public Renderer ofAccount(String id) {
    return new Renderer(form, theme, true, onlyProblems, Optional.of(id));
  }

  /**
   * Renders one result, with its line ends.
   *
   * @param planHeading the heading of a dry run's plan
   * @throws Failure if the shell form would hold a character that a shell acts on
   */
  public String render(Result result, String planHeading) {
    return switch (form) {
      case TEXT -> text(result, planHeading);
      case JSON -> escaped(json(result).toString()) + "\n";
      case ENV -> env(result);
    };
  }

  private String text(Result result, String planHeading) {
    // A plan has its project as the heading.
    String prefix =
        namesProjects && !result.dryRun()
            ? account.map(a -> a + "\t").orElse("") + result.project() + "\t"
            : "";
    StringBuilder all = new StringBuilder();
    lines(result, planHeading).forEach(line -> all.append(prefix).append(line).append('\n'));
    return all.toString();
  }

  private List<String> lines(Result r, String planHeading) {
    if (r.dryRun()) {
      List<String> lines = new ArrayList<>(PlanText.changes(planHeading, r.plan(), theme));
      String summary = PlanText.summary(List.of(r.plan()));
      lines.add(
          namesProjects && r.plan().changes().isEmpty()
              ? account.map(a -> a + ": ").orElse("") + r.project() + ": " + summary
              : summary);
      return lines;
    }
    return switch (r.operation()) {
      case VERIFY -> VerifyText.lines(r, onlyProblems, theme);
      // A list has a form of its own: InventoryText.
      case DELETE, LIST -> List.of();
      case ATTACH_POLICIES -> r.policies().stream().map(TerminalText::clean).toList();
      case CREATE_ROLE -> List.of(TerminalText.clean(r.role().arn()));
      case ALL, CREATE_PROFILE, ADD_ROLE, GET_ARN -> List.of(TerminalText.clean(r.profile().arn()));
    };
  }

  static String escaped(String json) {
    return UNSAFE_IN_JSON
        .matcher(json)
        .replaceAll(m -> String.format("\\\\u%04x", (int) m.group().charAt(0)));
  }

  private ObjectNode json(Result r) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    account.ifPresent(a -> all.put("account", a));
    if (r.project() != null) {
      all.put("project", r.project());
    }
    resource(all, "role", r.role());
    resource(all, "instanceProfile", r.profile());
    if (r.policies() != null) {
      r.policies().forEach(all.putArray("policies")::add);
    }
    ArrayNode changes = all.putArray("changes");
    r.changes().forEach(s -> change(changes.addObject(), s));
    if (!r.unanswered().isEmpty()) {
      ArrayNode unknown = all.putArray("unknown");
      r.unanswered().forEach(s -> change(unknown.addObject(), s));
    }
    if (r.plan() != null && !r.dryRun()) {
      ArrayNode checks = all.putArray("checks");
      r.plan().checks().forEach(c -> check(checks.addObject(), c));
      all.put("inSync", !r.isOutOfSync());
      ArrayNode advice = all.putArray("advice");
      r.advice()
          .forEach(
              a ->
                  advice
                      .addObject()
                      .put("advice", AdviceText.code(a))
                      .put("message", AdviceText.of(a)));
    }
    return all.put("dryRun", r.dryRun());
  }

  private static void change(ObjectNode node, Step step) {
    node.put("action", step.action().apiName()).put("resource", step.resource());
    if (!step.before().isEmpty()) {
      node.set("before", step.before());
    }
    if (!step.after().isEmpty()) {
      node.set("after", step.after());
    }
  }

  private static void check(ObjectNode node, Check c) {
    node.put("check", CheckNames.of(c)).put("state", CheckNames.of(c.state()));
    if (c.expected() != null) {
      node.put("expected", c.expected());
    }
    if (c.actual() != null) {
      node.put("actual", c.actual());
    }
  }

  private static void resource(ObjectNode all, String key, Result.ResourceRef ref) {
    if (ref != null) {
      ObjectNode node = all.putObject(key).put("name", ref.name());
      if (Arns.isArn(ref.arn())) {
        node.put("arn", ref.arn());
      }
    }
  }

  private static String env(Result r) {
    if (r.operation() == Operation.DELETE) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    if (r.profile() != null) {
      assign(all, "ECS_INSTANCE_PROFILE_ARN", r.profile().arn());
      assign(all, "ECS_INSTANCE_PROFILE_NAME", r.profile().name());
    }
    if (r.role() != null) {
      assign(all, "ECS_INSTANCE_ROLE_ARN", r.role().arn());
      assign(all, "ECS_INSTANCE_ROLE_NAME", r.role().name());
    }
    return all.toString();
  }

  private static void assign(StringBuilder all, String name, String value) {
    if (value == null) {
      return;
    }
    if (!SHELL_SAFE.matcher(value).matches()) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          name + ": the value holds a character that a shell acts on: " + value,
          "Use --output json.");
    }
    all.append(name).append('=').append(value).append('\n');
  }
}
