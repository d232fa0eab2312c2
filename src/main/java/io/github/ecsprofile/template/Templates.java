package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.PolicyDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The three templates, filled in and checked. A file of its own wins over the folder's, the
 * folder's over the built-in one.
 */
public final class Templates {
  private final Path folder;
  private final Map<String, String> values;
  private final Partition partition;
  private final Consumer<String> warnings;

  public Templates(
      Path folder, Map<String, String> values, Partition partition, Consumer<String> warnings) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw Failure.badInput(
          "--templates " + folder + " is not a folder", "Give a folder that holds the templates.");
    }
    this.folder = folder;
    this.values = values;
    this.partition = partition;
    this.warnings = warnings;
  }

  public PolicyDocument trustPolicy(Path file) {
    Source s = source(file, "trust-policy.json");
    return TrustPolicies.check(s.tree, s.where);
  }

  /**
   * The built-in tags, over them the file's, over those the ones given one by one; a tag of the
   * same key replaces.
   */
  public Map<String, String> tags(Path file, Map<String, String> added) {
    Map<String, String> all = new LinkedHashMap<>();
    tagsOf(
            new Source(
                new Placeholders(values, "built-in tags.json").fill(JsonFile.builtIn("tags.json")),
                "built-in tags.json"))
        .forEach(all::put);
    Source s = source(file, "tags.json");
    tagsOf(s).forEach((key, value) -> put(all, key, value, s.where));
    added.forEach((key, value) -> put(all, key, value, "--tag"));
    Names.tags(all, added.isEmpty() ? s.where : s.where + " with --tag");
    return all;
  }

  private static void put(Map<String, String> all, String key, String value, String where) {
    for (String other : all.keySet()) {
      if (other.equalsIgnoreCase(key) && !other.equals(key)) {
        throw Failure.badInput(
            where
                + ": the tag key '"
                + Names.printable(key)
                + "' differs from '"
                + other
                + "' only in case",
            "IAM takes them for the same key: write it as '" + other + "'.");
      }
    }
    all.put(key, value);
  }

  private static Map<String, String> tagsOf(Source s) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (s.tree.isObject()) {
      s.tree
          .properties()
          .forEach(e -> put(tags, e.getKey(), text(e.getValue(), s.where, e.getKey()), s.where));
    } else if (s.tree.isArray()) {
      for (JsonNode tag : s.tree) {
        if (!tag.isObject()
            || tag.size() != 2
            || !tag.path("Key").isTextual()
            || !tag.has("Value")) {
          throw Failure.badInput(
              s.where + ": a tag of the list is not {\"Key\": …, \"Value\": …}",
              "Write AWS's list of Key and Value, or a map.");
        }
        String key = tag.get("Key").textValue();
        if (tags.containsKey(key)) {
          throw Failure.badInput(
              s.where + ": the tag key '" + Names.printable(key) + "' occurs twice",
              "Name it once.");
        }
        put(tags, key, text(tag.get("Value"), s.where, key), s.where);
      }
    } else {
      throw Failure.badInput(
          s.where + " holds neither a map of tags nor a list of Key and Value",
          "Write {\"KEY\": \"VALUE\"}.");
    }
    return tags;
  }

  private static String text(JsonNode value, String where, String key) {
    if (!value.isTextual()) {
      throw Failure.badInput(
          where + ": the value of the tag '" + Names.printable(key) + "' is not a string",
          "Put it in quotes.");
    }
    return value.textValue();
  }

  /** The managed policies' ARNs, in order, each once. */
  public List<String> policies(Path file, List<String> added) {
    Source s = source(file, "policies.json");
    if (!s.tree.isArray()) {
      throw Failure.badInput(s.where + " does not hold a list", "Write a list of names or ARNs.");
    }
    LinkedHashSet<String> arns = new LinkedHashSet<>();
    for (JsonNode policy : s.tree) {
      if (!policy.isTextual()) {
        throw Failure.badInput(
            s.where + ": a policy is not a string", "Write names or ARNs in quotes.");
      }
      arns.add(policyArn(policy.textValue(), s.where));
    }
    added.forEach(policy -> arns.add(policyArn(policy, "--policy")));
    return new ArrayList<>(arns);
  }

  /** A name, PATH/NAME or ARN, as the ARN of this partition. */
  public String policyArn(String policy, String where) {
    if (policy.startsWith("arn:")) {
      return Names.policyArn(policy, partition, where);
    }
    String name = policy.startsWith("/") ? policy.substring(1) : policy;
    if (!name.matches("([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}")) {
      throw Failure.badInput(
          where + ": '" + Names.printable(policy) + "' is not a managed policy's name",
          "Give a name, PATH/NAME or an ARN.");
    }
    String listed = ManagedPolicies.withPath(name);
    if (listed == null) {
      String near = ManagedPolicies.near(name);
      warnings.accept(
          where
              + ": "
              + name
              + " is not on the list of AWS's managed policies that this version knows"
              + (near == null ? "" : "; did you mean " + near + "?"));
    }
    if ((listed == null ? name : listed).toLowerCase(Locale.ROOT).startsWith("aws-service-role/")) {
      throw Failure.badInput(
          where + ": " + name + " is for service-linked roles only",
          "IAM attaches it to no other role.");
    }
    return Names.policyArn(
        "arn:" + partition.id() + ":iam::aws:policy/" + (listed == null ? name : listed),
        partition,
        where);
  }

  private Source source(Path file, String name) {
    Path from = file;
    if (from == null && folder != null && Files.exists(folder.resolve(name))) {
      from = folder.resolve(name);
    }
    String where = from == null ? "built-in " + name : from.toString();
    JsonNode tree = from == null ? JsonFile.builtIn(name) : JsonFile.read(from);
    return new Source(new Placeholders(values, where).fill(tree), where);
  }

  private record Source(JsonNode tree, String where) {}
}
