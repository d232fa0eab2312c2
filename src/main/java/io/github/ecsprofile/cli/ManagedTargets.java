package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Inventory;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.InventoryEntry;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.template.Preset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes what is asked for of each managed instance profile that was found. */
final class ManagedTargets {
  private final TargetOptions target;
  private final Map<Preset, DesiredBuilder> builders = new EnumMap<>(Preset.class);

  /** Reads the templates, and checks all that does not depend on what will be found. */
  ManagedTargets(TargetOptions target, CommandContext context, Partition partition) {
    this.target = target;
    for (Preset preset : target.givenPreset().map(List::of).orElse(List.of(Preset.values()))) {
      target.builder(context, preset, partition, warning -> {}).build("project");
      builders.put(preset, target.builder(context, preset, partition, context::warn));
    }
  }

  /** Returns what is asked for of those profiles that fit the preset, if one was given. */
  List<Desired> of(List<Inventory.Found> found, Consumer<String> warn) {
    return found.stream()
        .map(Inventory.Found::profile)
        .flatMap(profile -> desired(profile, warn).stream())
        .toList();
  }

  private Optional<Desired> desired(Observed.Profile profile, Consumer<String> warn) {
    String project = InventoryEntry.managedProject(profile.tags()).orElseThrow();
    return preset(profile.name(), project)
        .flatMap(
            preset -> {
              String role = roleName(profile, preset.roleName(project));
              if (Names.checkRoleName(role).isPresent()) {
                warn.accept(
                    "instance profile "
                        + profile.name()
                        + ": no role can have its name; not verified");
                return Optional.empty();
              }
              return Optional.of(builders.get(preset).build(project, role, profile.name()));
            });
  }

  /** A name may fit several presets; the one that gives it to the project wins. */
  private Optional<Preset> preset(String profile, String project) {
    return Preset.fitting(profile).stream()
        .filter(builders::containsKey)
        .max(Comparator.comparing(p -> p.roleName(project).equals(profile)));
  }

  /** The role has the profile's name, unless the profile holds the one that the project's has. */
  private static String roleName(Observed.Profile profile, String byProject) {
    return profile.member().filter(m -> m.name().equals(byProject)).isPresent()
        ? byProject
        : profile.name();
  }

  /** Returns the options that give a command the preset and the names of what was found. */
  List<String> options(Desired desired) {
    Preset preset = preset(desired.profileName(), desired.project()).orElseThrow();
    List<String> all = new ArrayList<>();
    if (preset != target.preset()) {
      all.addAll(List.of("--preset", preset.id()));
    }
    if (!desired.roleName().equals(preset.roleName(desired.project()))) {
      all.addAll(List.of("--role-name", desired.roleName()));
    }
    if (!desired.profileName().equals(desired.roleName())) {
      all.addAll(List.of("--instance-profile-name", desired.profileName()));
    }
    return all;
  }
}
