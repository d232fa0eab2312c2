package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Deadline;
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
import picocli.CommandLine.Model.CommandSpec;

/** What a command may use of its surroundings: options that all share, streams, and the run. */
final class CommandContext {
  private final AwsOptions aws = new AwsOptions();
  private final OutputOptions output = new OutputOptions();
  private final RunningCommand running;
  private final RunRegistry runs = new RunRegistry();
  private final Redactor redactor;
  private final Console console;
  private final InputStream in;
  private final Map<String, String> env;
  private final Terminal terminal;

  CommandContext(
      InputStream in,
      Console console,
      Redactor redactor,
      Map<String, String> env,
      Terminal terminal,
      RunningCommand running) {
    this.in = in;
    this.console = console;
    this.redactor = redactor;
    this.env = env;
    this.terminal = terminal;
    this.running = running;
  }

  /** Declares the global options. */
  void declare(CommandSpec spec) {
    aws.declare(spec);
    output.declare(spec);
  }

  /** Applies and checks the global options, once they are parsed. */
  void begin() {
    console.style(theme(terminal.stderr()), output.quiet, terminal.stderr());
    aws.check();
    Logging.level(output.verbose.length);
  }

  private Theme theme(boolean isTerminal) {
    boolean plain =
        output.noColor
            || !env.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(env.get("TERM"))
            || !isTerminal;
    return plain ? Theme.PLAIN : Theme.COLOR;
  }

  /** Opens a connection to IAM; the caller closes it. */
  Connection connect() {
    Deadline deadline = new Deadline(aws.timeout());
    runs.opened(deadline);
    return aws.connect(env, console, isVerbose(), deadline, redactor);
  }

  Console console() {
    return console;
  }

  RunRegistry runs() {
    return runs;
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

  /** Returns the width of the help in columns: the terminal's, from 40 to 80; else 80. */
  int helpWidth() {
    String columns = env.getOrDefault("COLUMNS", "");
    return terminal.stdout() && columns.matches("\\d{1,4}")
        ? Math.max(40, Math.min(80, Integer.parseInt(columns)))
        : 80;
  }

  Map<String, String> env() {
    return env;
  }

  AwsOptions aws() {
    return aws;
  }

  /** Returns the value of {@code --account}; null if there is none. */
  String account() {
    return aws.account;
  }

  Partition partition() {
    return aws.partition(env);
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
    return new Renderer(output.output, theme(terminal.stdout()), namesProjects, onlyProblems);
  }

  /** Prints a result on stdout. */
  void print(Renderer renderer, Result result, String planHeading) {
    print(renderer.render(result, planHeading));
  }

  /** Prints a document that is the whole result. */
  void print(String document) {
    if (!console.result(document)) {
      throw new Failure(
          Failure.Kind.INTERNAL,
          "the result could not be written to stdout",
          "What was to be done is done: run the command again for its result.");
    }
  }
}
