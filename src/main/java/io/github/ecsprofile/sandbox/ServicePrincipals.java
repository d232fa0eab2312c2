package io.github.ecsprofile.sandbox;

import java.util.Set;

/**
 * Lists the service principals of AWS that a trust policy may name; the resource has its sources.
 */
final class ServicePrincipals {
  private static final Set<String> ALL = Set.copyOf(Resources.lines("service-principals.txt"));

  private ServicePrincipals() {}

  /** Returns whether AWS has the principal; a region before the domain is a form of it. */
  static boolean contains(String name) {
    return ALL.contains(name)
        || ALL.contains(
            name.replaceFirst("\\.[a-z]{2}(-[a-z]+)+-\\d(?=\\.amazonaws\\.com(\\.cn)?$)", ""));
  }
}
