package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trust policy, compared by meaning: statement by statement as sets, and within a statement each
 * element by its own rule.
 *
 * <ul>
 *   <li>The order of keys, statements and list values does not matter; a single value equals a list
 *       of one; a missing {@code Version} is {@code 2008-10-17} (IAM User Guide, "IAM JSON policy
 *       elements: Version").
 *   <li>Names of actions are compared without regard to case (same guide, "Action").
 *   <li>In {@code Principal.AWS}, and nowhere else, an account id equals that account's root ARN
 *       (same guide, "Principal").
 *   <li>Everything else, conditions included, is compared as it is written.
 * </ul>
 */
public final class PolicyDocument {
  private static final Pattern ROOT = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):root");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern DELETED = Pattern.compile("A(RO|ID)A[A-Z0-9]{12,}");
  private static final UnaryOperator<String> AS_WRITTEN = UnaryOperator.identity();

  /** The statements that only one of two documents has, as they are written. */
  public record Difference(List<JsonNode> onlyHere, List<JsonNode> onlyThere) {}

  private final JsonNode tree;

  public PolicyDocument(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * Returns the document as JSON on one line, for IAM, which takes characters up to U+00FF (API
   * Reference, CreateRole, AssumeRolePolicyDocument); others, which only strings have, are escaped.
   */
  public String json() {
    StringBuilder text = new StringBuilder();
    for (char c : tree.toString().toCharArray()) {
      if (c > 0xff) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Returns the document's tree, which must not be changed. */
  public JsonNode tree() {
    return tree;
  }

  /** Returns whether IAM would read both documents alike. */
  public boolean isEquivalentTo(PolicyDocument other) {
    return canonicalForm().equals(other.canonicalForm());
  }

  /** Returns the principals by the names that people use: a service, an account's root, an ARN. */
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
      return principal + " (deleted principal)";
    }
    String account = accountOf(principal);
    return ACCOUNT.matcher(account).matches() ? account + ":root" : account;
  }

  /** Returns the statements of each document that the other lacks. */
  public Difference differenceFrom(PolicyDocument other) {
    List<JsonNode> here = without(other);
    List<JsonNode> there = other.without(this);
    if (here.isEmpty() && there.isEmpty() && !isEquivalentTo(other)) {
      // The statements are the same: the documents differ in their other elements.
      return new Difference(List.of(frame()), List.of(other.frame()));
    }
    return new Difference(here, there);
  }

  private List<JsonNode> without(PolicyDocument other) {
    Set<Object> theirs = new HashSet<>();
    asList(other.tree.get("Statement")).forEach(s -> theirs.add(statement(s)));
    return asList(tree.get("Statement")).stream()
        .filter(s -> !theirs.contains(statement(s)))
        .toList();
  }

  /** The document without its statements; or what there is in place of a document. */
  private JsonNode frame() {
    if (!tree.isObject()) {
      return tree;
    }
    var frame = JsonNodeFactory.instance.objectNode().put("Version", "2008-10-17");
    tree.properties().stream()
        .filter(e -> !e.getKey().equals("Statement"))
        .forEach(e -> frame.set(e.getKey(), e.getValue()));
    return frame;
  }

  /** Nested sets and maps that are equal exactly where the documents are equivalent. */
  private Object canonicalForm() {
    if (!tree.isObject()) {
      return tree;
    }
    Map<String, Object> all = new HashMap<>();
    tree.properties().forEach(e -> all.put(e.getKey(), canonical(e.getValue(), AS_WRITTEN)));
    all.putIfAbsent("Version", Set.of("2008-10-17"));
    Set<Object> statements = new HashSet<>();
    asList(tree.get("Statement")).forEach(s -> statements.add(statement(s)));
    all.put("Statement", statements);
    return all;
  }

  private static Object statement(JsonNode statement) {
    if (!statement.isObject()) {
      return canonical(statement, AS_WRITTEN);
    }
    Map<String, Object> parts = new HashMap<>();
    statement
        .properties()
        .forEach(
            e ->
                parts.put(
                    e.getKey(),
                    switch (e.getKey()) {
                      case "Action", "NotAction" ->
                          canonical(e.getValue(), a -> a.toLowerCase(Locale.ROOT));
                      case "Principal" -> principal(e.getValue());
                      default -> canonical(e.getValue(), AS_WRITTEN);
                    }));
    return parts;
  }

  private static Object principal(JsonNode principal) {
    if (!principal.isObject()) {
      return canonical(principal, AS_WRITTEN);
    }
    Map<String, Object> kinds = new HashMap<>();
    principal
        .properties()
        .forEach(
            e ->
                kinds.put(
                    e.getKey(),
                    canonical(
                        e.getValue(),
                        e.getKey().equals("AWS") ? PolicyDocument::accountOf : AS_WRITTEN)));
    return kinds;
  }

  private static Object canonical(JsonNode node, UnaryOperator<String> rule) {
    if (node.isObject()) {
      Map<String, Object> parts = new HashMap<>();
      node.properties().forEach(e -> parts.put(e.getKey(), canonical(e.getValue(), rule)));
      return parts;
    }
    Set<Object> values = new HashSet<>();
    for (JsonNode value : asList(node)) {
      values.add(value.isValueNode() ? rule.apply(value.asText()) : canonical(value, rule));
    }
    return values;
  }

  private static String accountOf(String principal) {
    Matcher root = ROOT.matcher(principal);
    return root.matches() ? root.group(1) : principal;
  }

  private static List<JsonNode> asList(JsonNode node) {
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
