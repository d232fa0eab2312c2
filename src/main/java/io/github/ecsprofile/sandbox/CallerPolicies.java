package io.github.ecsprofile.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds the policies that limit the callers of a sandbox. */
public final class CallerPolicies {
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

  /** Limits nothing: every caller may do everything. */
  public static final CallerPolicies UNLIMITED = parse(Map.of(), Map.of(), Map.of());

  private final List<AccessPolicy> identity;
  private final AccessPolicy boundary;
  private final List<AccessPolicy> scps;
  private final boolean limited;

  private CallerPolicies(
      List<AccessPolicy> identity,
      AccessPolicy boundary,
      List<AccessPolicy> scps,
      boolean limited) {
    this.identity = identity;
    this.boundary = boundary;
    this.scps = scps;
    this.limited = limited;
  }

  /**
   * Parses policies; each map has a name for errors, and a document.
   *
   * @param identity identity policies of the sandbox's user; empty for one that allows everything,
   *     so that a boundary or an SCP can be tried alone
   * @param boundary at most one permissions boundary
   * @param scps service control policies
   * @throws IllegalArgumentException with a message for the user, if a document is not valid, or
   *     uses a condition operator or key that the sandbox cannot evaluate
   */
  public static CallerPolicies parse(
      Map<String, String> identity, Map<String, String> boundary, Map<String, String> scps) {
    List<AccessPolicy> own = parse(identity.isEmpty() ? Map.of("default", EVERYTHING) : identity);
    List<AccessPolicy> limit = parse(boundary);
    boolean limited = !identity.isEmpty() || !boundary.isEmpty() || !scps.isEmpty();
    return new CallerPolicies(own, limit.isEmpty() ? null : limit.get(0), parse(scps), limited);
  }

  private static List<AccessPolicy> parse(Map<String, String> documents) {
    List<AccessPolicy> all = new ArrayList<>();
    documents.forEach((name, text) -> all.add(AccessPolicy.parse(name, text)));
    return List.copyOf(all);
  }

  /** Returns whether calls are evaluated at all. */
  boolean isLimited() {
    return limited;
  }

  /** Returns the policies of the sandbox's user. */
  AccessPolicies ofUser() {
    return new AccessPolicies(identity, boundary, scps);
  }

  /** Returns the policies of a role's session: the role's own, and the SCPs. */
  AccessPolicies ofRole(List<AccessPolicy> attached, AccessPolicy rolesBoundary) {
    return new AccessPolicies(attached, rolesBoundary, scps);
  }
}
