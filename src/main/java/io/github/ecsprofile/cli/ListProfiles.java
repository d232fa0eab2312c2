package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.Inventory;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.InventoryEntry;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.output.InventoryText;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.template.Preset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile list}: reads; an inventory of the account's instance profiles. */
final class ListProfiles implements Subcommand {
  /** Stands for the account in use, where none are listed. */
  private static final String IN_USE = "";

  private final CommandContext context;
  private final AccountOptions accounts = new AccountOptions();

  private boolean all;

  ListProfiles(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    accounts.declare(spec);
    Options.of(spec, Group.BEHAVIOR)
        .flag("--all", "List every instance profile, whoever manages it.", v -> all = v);
  }

  @Override
  public ExitCode run() {
    context.requireNotEnv("a list is not the values of one profile", "Use text or json.");
    Map<String, List<InventoryEntry>> found = new ConcurrentHashMap<>();
    Accounts on = accounts.accounts(context, new ProjectOptions());
    ExitCode code =
        on.run(
            account -> {
              found.put(account.account().orElse(IN_USE), entries(account));
              return ExitCode.OK;
            });
    List<String> ids = on.isListed() ? on.ids() : List.of(IN_USE);
    context.print(
        rendered(ids.stream().flatMap(id -> found.getOrDefault(id, List.of()).stream()).toList()));
    return code;
  }

  private List<InventoryEntry> entries(CommandContext account) {
    try (IamSession session = account.connect()) {
      ProfileSearch search = new ProfileSearch(account, session);
      List<InventoryEntry> entries =
          (all ? search.all() : search.managed(true))
              .stream().map(f -> entry(f, account.account())).toList();
      if (entries.isEmpty()) {
        account.note(all ? "There is no instance profile." : "None of them is managed.");
      }
      return entries;
    }
  }

  private String rendered(List<InventoryEntry> entries) {
    if (context.output() == OutputForm.JSON) {
      return InventoryText.json(entries);
    }
    return context.terminal().stdout()
        ? InventoryText.table(entries, context.tableWidth(), context.resultTheme())
        : InventoryText.tabSeparated(entries);
  }

  private static InventoryEntry entry(Inventory.Found found, Optional<String> account) {
    return InventoryEntry.of(
        account, found.profile(), found.roleExists(), roleNames(found.profile()));
  }

  /** Returns the names that a preset would give to the role; empty for any other profile. */
  private static Set<String> roleNames(Observed.Profile profile) {
    Set<String> names = new HashSet<>();
    InventoryEntry.managedProject(profile.tags())
        .ifPresent(
            project ->
                Stream.of(Preset.values()).map(p -> p.roleName(project)).forEach(names::add));
    if (!names.isEmpty() || !Preset.fitting(profile.name()).isEmpty()) {
      names.add(profile.name());
    }
    return names;
  }
}
