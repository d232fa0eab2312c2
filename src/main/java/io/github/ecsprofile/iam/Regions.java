package io.github.ecsprofile.iam;

import java.util.List;
import software.amazon.awssdk.regions.Region;

/** The regions that the SDK knows by name. */
public final class Regions {
  private Regions() {}

  /** Without the SDK's own stand-ins for services that have none, like aws-global. */
  public static List<String> all() {
    return Region.regions().stream()
        .filter(r -> !r.isGlobalRegion())
        .map(Region::id)
        .sorted()
        .toList();
  }
}
