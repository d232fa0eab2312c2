package io.github.ecsprofile.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Knows the identity providers that anyone can get a token from, and decides whether a statement's
 * conditions narrow them down (IAM User Guide, "Identity-provider controls for shared OIDC
 * providers" and "Available keys for AWS OIDC federation").
 */
final class SharedProviders {
  /** Each provider with the claims that do not tell one customer from another. */
  private static final Map<String, Set<String>> UNSPECIFIC_CLAIMS =
      Map.ofEntries(
          Map.entry("cognito-identity.amazonaws.com", Set.of("amr")),
          Map.entry("www.amazon.com", Set.of()),
          Map.entry("graph.facebook.com", Set.of()),
          Map.entry("accounts.google.com", Set.of()),
          Map.entry("token.actions.githubusercontent.com", Set.of("aud")),
          Map.entry("oidc-configuration.audit-log.githubusercontent.com", Set.of("aud")),
          Map.entry("vstoken.actions.githubusercontent.com", Set.of("aud")),
          Map.entry("gitlab.com", Set.of("aud")),
          Map.entry("app.terraform.io", Set.of("aud")),
          Map.entry("agent.buildkite.com", Set.of("aud")),
          Map.entry("oidc.codefresh.io", Set.of("aud")),
          Map.entry("studio.datachain.ai/api", Set.of("aud")),
          Map.entry("api.pulumi.com/oidc", Set.of()),
          Map.entry("oidc.vercel.com", Set.of()),
          Map.entry("sandboxes.cloud", Set.of()),
          Map.entry("tokens.cloud.shisho.dev", Set.of("aud")),
          Map.entry("scalr.io", Set.of("aud")),
          Map.entry("proidc.upbound.io", Set.of("aud")));

  /**
   * The operators that hold only if the claim is there and equal; no …IfExists, no ForAllValues.
   */
  private static final Set<String> EXACT =
      Set.of(
          "stringequals",
          "stringequalsignorecase",
          "foranyvalue:stringequals",
          "foranyvalue:stringequalsignorecase");

  private static final Set<String> PATTERN = Set.of("stringlike", "foranyvalue:stringlike");

  private SharedProviders() {}

  /** Returns whether the federated principal, with these conditions, lets anyone in. */
  static boolean letsAnyoneIn(String principal, JsonNode conditions) {
    String host = principal.replaceFirst("^arn:[^/]*:oidc-provider/", "").toLowerCase(Locale.ROOT);
    Set<String> unspecific = UNSPECIFIC_CLAIMS.get(host);
    if (unspecific == null) {
      return false;
    }
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      String name = operator.getKey().toLowerCase(Locale.ROOT);
      boolean pattern = PATTERN.contains(name);
      if (!pattern && !EXACT.contains(name)) {
        continue;
      }
      for (Map.Entry<String, JsonNode> test : operator.getValue().properties()) {
        String key = test.getKey().toLowerCase(Locale.ROOT);
        if (key.startsWith(host + ":")
            && !unspecific.contains(key.substring(host.length() + 1))
            && isSpecific(Statements.asList(test.getValue()), pattern)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSpecific(List<JsonNode> values, boolean pattern) {
    return !values.isEmpty()
        && values.stream()
            .allMatch(v -> !v.asText().isEmpty() && (!pattern || hasOwner(v.asText())));
  }

  /** Returns whether text after the first colon, such as an owner's name, precedes any wildcard. */
  private static boolean hasOwner(String pattern) {
    String literal = pattern.replaceFirst("(?s)[*?].*", "");
    return !literal.substring(literal.indexOf(':') + 1).isEmpty();
  }
}
