package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A trust policy, equal to another where IAM would read both alike: the order of keys, statements
 * and lists does not count, one value is a list of one, a missing Version is 2008-10-17, an account
 * id is that account's root (IAM User Guide, "IAM JSON policy elements").
 */
public final class PolicyDocument {
  private static final Pattern ROOT = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):root");
  private static final Pattern DELETED = Pattern.compile("A(RO|ID)A[A-Z0-9]{12,}");

  private final JsonNode tree;

  public PolicyDocument(JsonNode tree) {
    this.tree = tree;
  }

  /** The document as JSON on one line, for IAM. */
  public String json() {
    return tree.toString();
  }

  public JsonNode tree() {
    return tree;
  }

  public boolean isEquivalentTo(PolicyDocument other) {
    return canonicalForm().equals(other.canonicalForm());
  }

  /** The principals, as people say them: a service's name, an account's root, an ARN. */
  public Collection<String> principals() {
    TreeSet<String> all = new TreeSet<>();
    for (JsonNode statement : asList(tree.get("Statement"))) {
      JsonNode principal = statement.path("Principal");
      if (principal.isTextual()) {
        all.add(displayName(principal.asText()));
      }
      principal.forEach(values -> asList(values).forEach(v -> all.add(displayName(v.asText()))));
    }
    return all;
  }

  private static String displayName(String principal) {
    if (DELETED.matcher(principal).matches()) {
      return principal + " (the trace of a deleted principal)";
    }
    String account = account(principal);
    return account.matches("\\d{12}") ? account + ":root" : account;
  }

  /** How this one, found, differs from what was asked; one line. */
  public String differenceFrom(PolicyDocument asked) {
    Collection<String> here = principals();
    List<String> more = new ArrayList<>(here);
    more.removeAll(asked.principals());
    List<String> less = new ArrayList<>(asked.principals());
    less.removeAll(here);
    if (!more.isEmpty() || !less.isEmpty()) {
      return (more.isEmpty() ? "" : "trusts " + String.join(", ", more))
          + (more.isEmpty() || less.isEmpty() ? "" : ", and not ")
          + (more.isEmpty() ? "does not trust " : "")
          + String.join(", ", less);
    }
    return "trusts the same principals on other terms: " + json() + ", asked for " + asked.json();
  }

  private Object canonicalForm() {
    Map<String, Object> all = new TreeMap<>();
    tree.properties().forEach(e -> all.put(e.getKey(), sorted(e.getValue())));
    all.putIfAbsent("Version", "[2008-10-17]");
    TreeSet<String> statements = new TreeSet<>();
    asList(tree.get("Statement")).forEach(s -> statements.add(statement(s)));
    all.put("Statement", statements.toString());
    return all;
  }

  private static String statement(JsonNode statement) {
    Map<String, String> parts = new TreeMap<>();
    statement
        .properties()
        .forEach(
            e -> {
              String value = sorted(e.getValue());
              // IAM reads the names of actions without regard to case.
              boolean action = e.getKey().equals("Action") || e.getKey().equals("NotAction");
              parts.put(e.getKey(), action ? value.toLowerCase(Locale.ROOT) : value);
            });
    return parts.toString();
  }

  private static String sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> parts = new TreeMap<>();
      node.properties().forEach(e -> parts.put(e.getKey(), sorted(e.getValue())));
      return parts.toString();
    }
    TreeSet<String> values = new TreeSet<>();
    asList(node).forEach(v -> values.add(v.isContainerNode() ? sorted(v) : account(v.asText())));
    return values.toString();
  }

  private static String account(String text) {
    var root = ROOT.matcher(text);
    return root.matches() ? root.group(1) : text;
  }

  static List<JsonNode> asList(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(all::add);
    } else if (node != null) {
      all.add(node);
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyDocument that && isEquivalentTo(that);
  }

  @Override
  public int hashCode() {
    return canonicalForm().hashCode();
  }

  @Override
  public String toString() {
    return json();
  }
}
