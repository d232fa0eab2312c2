package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.iam.ConfigFiles;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.template.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options for several accounts; the one place where the list of accounts is made. */
final class AccountOptions {
  static final String ACCOUNTS_FROM = "--accounts-from";

  private String from;
  private String role;

  void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.TARGET);
    to.value(
        String.class,
        ACCOUNTS_FROM,
        "FILE",
        "Run on each account, one ACCOUNT_ID [PROFILE] per line, # comments; - is stdin.",
        v -> from = v);
    to.value(
        String.class,
        "--assume-role",
        "ROLE",
        "Assume this role, NAME or PATH/NAME, in each account.",
        v -> role = v);
  }

  /**
   * Returns the accounts that the command runs on, validated before anything is sent.
   *
   * @param projects the list that may come from stdin too
   */
  Accounts accounts(CommandContext context, ProjectOptions projects) {
    if (from == null) {
      if (role != null) {
        throw Failure.badInput(
            "--assume-role: needs --accounts-from", "Add --accounts-from FILE, or leave it out.");
      }
      return Accounts.inUse(context);
    }
    requireAlone(context);
    if (from.equals(ListFile.STDIN) && ListFile.STDIN.equals(projects.from)) {
      throw Failure.badInput(
          "--accounts-from - and --projects-from -: stdin is one list",
          "Give a file for one of them.");
    }
    if (role != null) {
      checkRole(role);
    }
    Map<String, AccountLine> lines = new LinkedHashMap<>();
    for (ListFile.Entry entry : ListFile.read(ACCOUNTS_FROM, from, "account ID", context)) {
      AccountLine line = line(entry, context);
      AccountLine before = lines.putIfAbsent(line.account(), line);
      if (before != null) {
        throw Failure.badInput(
            entry.source() + ": account " + line.account() + " is listed twice",
            "Remove one of the lines; the other is " + before.source() + ".");
      }
    }
    return Accounts.listed(context, List.copyOf(lines.values()));
  }

  private static void requireAlone(CommandContext context) {
    AwsOptions aws = context.aws();
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--account", aws.account != null);
    given.put("--profile", aws.profile != null);
    given.put("--sandbox", aws.sandbox);
    given.forEach(
        (option, isGiven) -> {
          if (isGiven) {
            throw Failure.badInput(
                ACCOUNTS_FROM + " and " + option + " exclude each other",
                option.equals("--sandbox")
                    ? "Leave one of them out: the sandbox is one account."
                    : "Leave one of them out; a line of the list has an account and a profile.");
          }
        });
    if (context.output() == OutputForm.ENV) {
      context.requireNotEnv(
          "holds the values of one account, and cannot be used for several", "Use text or json.");
    }
  }

  private static void checkRole(String role) {
    int slash = role.lastIndexOf('/');
    if (role.startsWith("arn:")) {
      throw Failure.badInput(
          "--assume-role " + InvalidInput.quoted(role) + ": is an ARN, not a name",
          "Give the role's name, after its path if it has one: deploy or ci/deploy.");
    }
    if (slash >= 0 && Names.checkPath("/" + role.substring(0, slash) + "/").isPresent()) {
      throw Failure.badInput(
          "--assume-role " + InvalidInput.quoted(role) + ": not a path and a name",
          "Give the role's path without the slashes at its ends, then its name: ci/deploy.");
    }
    InvalidInput.check("--assume-role", Names.checkRoleName(role.substring(slash + 1)));
  }

  private AccountLine line(ListFile.Entry entry, CommandContext context) {
    String[] words = entry.text().split("\\s+", 2);
    InvalidInput.check(entry.source() + ":", Names.checkAccountId(words[0]));
    Optional<String> profile = words.length == 1 ? Optional.empty() : Optional.of(words[1]);
    if (profile.isEmpty() && role == null) {
      throw Failure.badInput(
          entry.source() + ": account " + words[0] + " has no profile",
          "Write ACCOUNT_ID PROFILE, or add --assume-role NAME.");
    }
    if (profile.isPresent()
        && !ConfigFiles.hasProfile(context.env(), profile.get(), context.aws().deadline())) {
      throw Failure.badInput(
          entry.source()
              + ": the profile "
              + InvalidInput.quoted(profile.get())
              + " does not exist",
          "List the profiles with: aws configure list-profiles");
    }
    return new AccountLine(words[0], profile, Optional.ofNullable(role), entry.source());
  }
}
