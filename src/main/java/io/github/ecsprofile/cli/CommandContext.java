package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.output.Console;
import io.github.ecsprofile.output.OutputForm;
import io.github.ecsprofile.output.Redactor;
import io.github.ecsprofile.output.Renderer;
import io.github.ecsprofile.output.Theme;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What a command may use of its surroundings: options that all share, streams, and the run. */
final class CommandContext {
  private final AwsOptions aws;
  private final OutputOptions output;
  private final RunningCommand running;
  private final RunRegistry runs;
  private final RunRegistry.Group runGroup;
  private final Redactor redactor;
  private final Console console;
  private final InputStream in;
  private final Map<String, String> env;
  private final Terminal terminal;
  private final AccountScope account;
  private EnvironmentDefaults defaults = EnvironmentDefaults.NONE;

  CommandContext(
      InputStream in,
      Console console,
      Redactor redactor,
      Map<String, String> env,
      Terminal terminal,
      RunningCommand running) {
    this.aws = new AwsOptions();
    this.output = new OutputOptions();
    this.in = in;
    this.console = console;
    this.redactor = redactor;
    this.env = env;
    this.terminal = terminal;
    this.running = running;
    this.runs = new RunRegistry();
    this.runGroup = runs.group(null, running);
    this.account = null;
  }

  private CommandContext(CommandContext all, AccountScope scope) {
    this.aws = all.aws.of(scope.line());
    this.output = all.output;
    this.in = all.in;
    this.console = all.console.ofAccount(scope.line().account());
    this.redactor = all.redactor;
    this.env = all.env;
    this.terminal = all.terminal;
    this.running = all.running.of(scope.line());
    this.runs = all.runs;
    this.runGroup = runs.group(scope.line().account(), running);
    this.account = scope;
    this.defaults = all.defaults;
  }

  /** Returns the surroundings of the run on one account of a list. */
  CommandContext of(AccountScope scope) {
    return new CommandContext(this, scope);
  }

  /** Returns the account, if it is one of a list. */
  Optional<String> account() {
    return Optional.ofNullable(account).map(a -> a.line().account());
  }

  /** Declares the global options. */
  void declare(CommandSpec spec) {
    aws.declare(spec);
    output.declare(spec);
  }

  /** Records the values that the environment gives. */
  void use(EnvironmentDefaults values) {
    defaults = values;
  }

  /** Returns what gave an option's value, for messages: the option's name, or a variable's. */
  String source(String option) {
    return defaults.source(option);
  }

  /**
   * Fails if the output form is env.
   *
   * @param why what the command would print that is no variable
   */
  void requireNotEnv(String why, String hint) {
    if (output.output == OutputForm.ENV) {
      throw Failure.badInput(source("--output") + " env: " + why, hint);
    }
  }

  /** Applies and checks the global options, once they are parsed. */
  void begin() {
    console.style(theme(terminal.stderr()), output.quiet, terminal.stderr());
    if (isVerbose()) {
      defaults.log().forEach(this::note);
    }
    aws.check(source("--account"));
    Logging.level(output.verbose.length, console);
  }

  /** Returns the colours of stdout. */
  Theme theme() {
    return theme(terminal.stdout());
  }

  private Theme theme(boolean isTerminal) {
    boolean plain =
        output.noColor
            || !env.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(env.get("TERM"))
            || !isTerminal;
    return plain ? Theme.PLAIN : Theme.COLOR;
  }

  /** Opens a connection to IAM, or to a sandbox of this process; the caller closes it. */
  IamSession connect() {
    return new SessionOpener(this, account).open();
  }

  Redactor redactor() {
    return redactor;
  }

  Console console() {
    return console;
  }

  RunRegistry runs() {
    return runs;
  }

  RunRegistry.Group runGroup() {
    return runGroup;
  }

  RunningCommand running() {
    return running;
  }

  Terminal terminal() {
    return terminal;
  }

  InputStream in() {
    return in;
  }

  /** Returns the width of the help in columns: that of {@code COLUMNS}, from 40 to 80; else 80. */
  int helpWidth() {
    return Math.max(40, Math.min(80, tableWidth()));
  }

  /** Returns the terminal's width in columns; 80 where it is not known. */
  int tableWidth() {
    String columns = env.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : 80;
  }

  Map<String, String> env() {
    return env;
  }

  AwsOptions aws() {
    return aws;
  }

  /** Returns the partition of the region, or that of the account's profile. */
  Partition partition() {
    return account == null ? aws.partition(env) : account.partition();
  }

  OutputForm output() {
    return output.output;
  }

  boolean isVerbose() {
    return output.verbose.length > 0;
  }

  void note(String line) {
    console.note(line);
  }

  void warn(String line) {
    console.warn(line);
  }

  /** Returns the renderer of this command's results. */
  Renderer renderer(boolean namesProjects, boolean onlyProblems) {
    Renderer renderer = new Renderer(output.output, resultTheme(), namesProjects, onlyProblems);
    return account().map(renderer::ofAccount).orElse(renderer);
  }

  /** Returns the colours of stdout. */
  Theme resultTheme() {
    return theme(terminal.stdout());
  }

  /** Prints a result on stdout. */
  void print(Renderer renderer, Result result, String planHeading) {
    print(renderer.render(result, planHeading));
  }

  /** Prints a document that is the whole result; whether it was written is Main's concern. */
  void print(String document) {
    if (account == null) {
      console.result(document);
    } else {
      account.results().accept(document);
    }
  }
}
