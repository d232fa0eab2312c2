package io.github.ecsprofile.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Result;
import java.util.Locale;
import java.util.regex.Pattern;

/** A result as text, as one line of JSON, or as assignments for a shell. */
public final class Renderer {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_+=,.@:/-]+");

  private static final Pattern CONTROLS = Pattern.compile("[\\x7f-\\x9f]");

  private Renderer() {}

  /**
   * @param many whether the result is one of several, so that each line of text names its project
   */
  public static String render(Result result, OutputForm form, boolean many) {
    return switch (form) {
      case TEXT -> text(result, many ? result.project() + "\t" : "");
      case JSON -> escaped(json(result).toString()) + "\n";
      case ENV -> result.dryRun() ? "" : env(result);
    };
  }

  private static String text(Result result, String prefix) {
    StringBuilder all = new StringBuilder();
    result.lines().forEach(line -> all.append(prefix).append(line).append('\n'));
    return all.toString();
  }

  /** JSON may hold the controls from U+007F to U+009F bare; a terminal may act on them. */
  private static String escaped(String json) {
    return CONTROLS
        .matcher(json)
        .replaceAll(m -> String.format("\\\\u%04x", (int) m.group().charAt(0)));
  }

  private static ObjectNode json(Result r) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    if (r.project() != null) {
      all.put("project", r.project());
    }
    named(all, "role", r.role());
    named(all, "instanceProfile", r.profile());
    if (r.policies() != null) {
      r.policies().forEach(all.putArray("policies")::add);
    }
    var changes = all.putArray("changes");
    r.changes()
        .forEach(c -> changes.addObject().put("action", c.action()).put("resource", c.resource()));
    if (r.checks() != null) {
      var checks = all.putArray("checks");
      r.checks()
          .forEach(
              c ->
                  checks
                      .addObject()
                      .put("check", c.name())
                      .put("state", c.state().name().toLowerCase(Locale.ROOT))
                      .put("expected", c.expected())
                      .put("actual", c.actual()));
    }
    return all.put("dryRun", r.dryRun());
  }

  private static void named(ObjectNode all, String key, Result.ResourceRef named) {
    if (named != null) {
      ObjectNode node = all.putObject(key).put("name", named.name());
      if (Names.isArn(named.arn())) {
        node.put("arn", named.arn());
      }
    }
  }

  private static String env(Result r) {
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
    if (!BARE.matcher(value).matches()) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          name + " would hold a character that a shell reads: " + TerminalText.printable(value),
          "Use --output json.");
    }
    all.append(name).append('=').append(value).append('\n');
  }
}
