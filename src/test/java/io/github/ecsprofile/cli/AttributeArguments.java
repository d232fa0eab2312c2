package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.RoleAttributes;
import java.util.stream.Collectors;

/** The options that ask for attributes of the role. */
public final class AttributeArguments {
  private AttributeArguments() {}

  /** Returns the options with their values, each after a space; no value may hold one. */
  public static String of(RoleAttributes attributes) {
    return attributes.values().entrySet().stream()
        .map(e -> " " + RoleAttributeOptions.option(e.getKey()) + " " + e.getValue().text())
        .collect(Collectors.joining());
  }
}
