package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.template.TemplateSet.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Fills a run's templates in for one project, and validates what comes out. */
public final class Templates {
  // One character class: java.util.regex matches it in a loop, without recursion.
  private static final Pattern POLICY_NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]+");

  private final TemplateSet set;
  private final Map<String, String> values;
  private final Partition partition;

  /**
   * Prepares the templates of one project.
   *
   * @param values of the placeholders
   */
  public Templates(TemplateSet set, Map<String, String> values, Partition partition) {
    this.set = set;
    this.values = values;
    this.partition = partition;
  }

  /** Returns the trust policy, which lets no arbitrary principal in. */
  public PolicyDocument trustPolicy(Consumer<String> warnings) {
    Source s = filled(set.get(TemplateKind.TRUST_POLICY));
    TrustPolicies.check(s.tree(), s.name());
    if (!Ec2Trust.isGiven(s.tree(), partition)) {
      warnings.accept(
          s.name()
              + ": EC2 cannot assume this role: no statement allows sts:AssumeRole to "
              + partition.ec2Service());
    }
    return new PolicyDocument(s.tree());
  }

  /**
   * Returns the built-in tags, replaced by the file's, replaced by the ones given one by one.
   *
   * @param added tags of {@code --tag}
   */
  public Map<String, String> tags(Map<String, String> added) {
    Map<String, String> all = new LinkedHashMap<>();
    readTags(filled(TemplateSet.builtIn(TemplateKind.TAGS.fileName()))).forEach(all::put);
    Source s = filled(set.get(TemplateKind.TAGS));
    readTags(s).forEach((key, value) -> put(all, key, value, s.name()));
    InvalidInput.check(s.name(), Names.checkTags(all));
    added.forEach((key, value) -> put(all, key, value, "--tag"));
    InvalidInput.check("--tag", Names.checkTags(all));
    return all;
  }

  private static void put(Map<String, String> all, String key, String value, String source) {
    for (String other : all.keySet()) {
      if (other.equalsIgnoreCase(key) && !other.equals(key)) {
        throw Failure.badInput(
            source
                + ": the tag key "
                + InvalidInput.quoted(key)
                + " differs from "
                + InvalidInput.quoted(other)
                + " only in case",
            "IAM treats them as the same key: write " + other + ".");
      }
    }
    all.put(key, value);
  }

  private static Map<String, String> readTags(Source s) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (s.tree().isObject()) {
      for (Map.Entry<String, JsonNode> e : s.tree().properties()) {
        put(tags, e.getKey(), text(e.getValue(), s.name(), e.getKey()), s.name());
      }
    } else if (s.tree().isArray()) {
      for (JsonNode tag : s.tree()) {
        if (!tag.isObject()
            || tag.size() != 2
            || !tag.path("Key").isTextual()
            || !tag.has("Value")) {
          throw Failure.badInput(
              s.name() + ": an element of the list is not a tag",
              "Write each tag as {\"Key\": \"KEY\", \"Value\": \"VALUE\"}.");
        }
        String key = tag.get("Key").textValue();
        if (tags.containsKey(key)) {
          throw Failure.badInput(
              s.name() + ": the tag key " + InvalidInput.quoted(key) + " occurs twice",
              "Give each key once.");
        }
        put(tags, key, text(tag.get("Value"), s.name(), key), s.name());
      }
    } else {
      throw Failure.badInput(
          s.name() + ": neither a map of tags nor a list of Key and Value",
          "Write {\"KEY\": \"VALUE\"}.");
    }
    return tags;
  }

  private static String text(JsonNode value, String source, String key) {
    if (!value.isTextual()) {
      throw Failure.badInput(
          source + ": the value of the tag " + InvalidInput.quoted(key) + " is not a string",
          "Put the value in quotes.");
    }
    return value.textValue();
  }

  /**
   * Returns the managed policies' ARNs, in order, each once.
   *
   * @param added policies of {@code --policy}
   */
  public List<String> policies(List<String> added) {
    Source s = filled(set.get(TemplateKind.POLICIES));
    if (!s.tree().isArray()) {
      throw Failure.badInput(s.name() + ": not a list", "Write a list of names or ARNs.");
    }
    LinkedHashSet<String> arns = new LinkedHashSet<>();
    for (JsonNode policy : s.tree()) {
      if (!policy.isTextual()) {
        throw Failure.badInput(
            s.name() + ": a policy is not a string", "Write names or ARNs in quotes.");
      }
      arns.add(policyArn(policy.textValue(), s.name()));
    }
    added.forEach(policy -> arns.add(policyArn(policy, "--policy")));
    return new ArrayList<>(arns);
  }

  /**
   * Returns the ARN of a managed policy. A bare name must be on the list of AWS's policies;
   * PATH/NAME and an ARN are taken as they are.
   *
   * @param source the option or file that the policy came from
   */
  public String policyArn(String policy, String source) {
    if (policy.startsWith("arn:")) {
      InvalidInput.check(source, Names.checkPolicyArn(policy, partition));
      return policy;
    }
    String pathAndName = policy.startsWith("/") ? policy.substring(1) : policy;
    if (!isPathAndName(pathAndName)) {
      throw Failure.badInput(
          source + " " + InvalidInput.quoted(policy) + ": not the name of a managed policy",
          "Use a name, PATH/NAME or an ARN.");
    }
    String listed = policy.contains("/") ? pathAndName : listed(policy, source);
    if (listed.toLowerCase(Locale.ROOT).startsWith("aws-service-role/")) {
      throw Failure.badInput(
          source + " " + InvalidInput.quoted(policy) + ": for service-linked roles only",
          "Use another policy: IAM attaches this one to no other role.");
    }
    String arn = "arn:" + partition.id() + ":iam::aws:policy/" + listed;
    InvalidInput.check(source, Names.checkPolicyArn(arn, partition));
    return arn;
  }

  private static boolean isPathAndName(String text) {
    for (String segment : text.split("/", -1)) {
      if (!POLICY_NAME.matcher(segment).matches()) {
        return false;
      }
    }
    return true;
  }

  private static String listed(String name, String source) {
    return ManagedPolicies.find(name)
        .orElseThrow(
            () ->
                Failure.badInput(
                    source
                        + " "
                        + InvalidInput.quoted(name)
                        + ": not an AWS managed policy that this version knows"
                        + ManagedPolicies.nearest(name)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""),
                    "Use a name from AWS's list; give a newer or a customer managed policy as"
                        + " PATH/NAME or ARN."));
  }

  private Source filled(Source s) {
    return new Source(new Placeholders(values, s.name()).fill(s.tree()), s.name());
  }
}
