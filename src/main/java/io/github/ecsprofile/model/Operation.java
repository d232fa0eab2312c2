package io.github.ecsprofile.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The commands that call IAM, each with the components that it reads and writes. */
public enum Operation {
  ALL(true, Component.values()),
  CREATE_ROLE(true, Component.ROLE),
  ATTACH_POLICIES(true, Component.POLICIES),
  CREATE_PROFILE(true, Component.PROFILE),
  ADD_ROLE(true, Component.ROLE_IN_PROFILE),
  GET_ARN(false, Component.PROFILE),
  VERIFY(false, Component.values()),
  LIST(false),
  DELETE(false, Component.values());

  private final boolean creates;
  private final Set<Component> components;

  Operation(boolean creates, Component... components) {
    this.creates = creates;
    Set<Component> all = EnumSet.noneOf(Component.class);
    Collections.addAll(all, components);
    this.components = Collections.unmodifiableSet(all);
  }

  /** Returns the command's name as it is typed, such as {@code create-role}. */
  public String commandName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the components that the command reads. */
  public Set<Component> components() {
    return components;
  }

  /** Returns whether the command creates what is missing. */
  public boolean creates() {
    return creates;
  }

  /** Returns the command name, which makes the constants usable as option values. */
  @Override
  public String toString() {
    return commandName();
  }
}
