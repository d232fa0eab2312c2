package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Rehearsal;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.render.OutputForm;
import io.github.ecsprofile.render.Renderer;
import io.github.ecsprofile.render.Theme;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The root command: global options, and all that a command may touch of the world outside. */
public final class EcsProfile implements Runnable {
  private final AwsOptions aws = new AwsOptions();
  private final OutputOptions said = new OutputOptions();
  private final InputStream in;
  private final PrintStream out;
  private final Map<String, String> env;
  private final Terminal terminal;
  private final Messages messages;
  private final Set<Journal> journals = new LinkedHashSet<>();
  private volatile boolean serving;
  private Journal alone;
  private String again = "";
  private CommandLine line;

  public EcsProfile(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> env,
      Terminal terminal) {
    this.in = in;
    this.out = out;
    this.env = env;
    this.terminal = terminal;
    this.messages = new Messages(err, env);
    aws.in(env, messages);
  }

  CommandSpec declare() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(this).name("ecs-profile").versionProvider(new Version());
    spec.usageMessage()
        .header("Makes the IAM instance profile that an ECS container instance needs.");
    aws.declare(spec);
    said.declare(spec);
    return spec;
  }

  /** Runs a command line to its exit code. */
  public int run(String... args) {
    again =
        "ecs-profile " + Arrays.stream(args).map(Shell::quoted).collect(Collectors.joining(" "));
    if (Commands.callsIam(List.of(args)) && !Logging.wanted(args)) {
      Rehearsal.start(!aws.looksPlain(args), env.get("AWS_CA_BUNDLE"));
    }
    line = Commands.line(this, List.of(args));
    // The texts of the help are read by those who ask for it.
    line.setHelpSectionKeys(List.of("page"));
    line.setHelpSectionMap(Map.of("page", help -> Words.help(help.commandSpec(), width())));
    return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionStrategy(
            parsed -> {
              begin(parsed.commandSpec().commandLine());
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler((e, a) -> Failures.usage(e, messages))
        .setExecutionExceptionHandler((e, cmd, parsed) -> report(e, alone))
        .execute(args);
  }

  /** Called when the process is told to end; says what had been done. */
  public int interrupted() {
    if (serving) {
      return 0;
    }
    messages.progress("");
    messages.say("interrupted");
    List<Journal> open;
    synchronized (journals) {
      open = List.copyOf(journals);
    }
    for (Journal journal : open) {
      String soFar = journal.soFar();
      messages.say(journal.prefix() + (soFar.isEmpty() ? "Nothing had been changed." : soFar));
    }
    messages.say("Go on with: " + again);
    return 130;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(line, "no command given");
  }

  private void begin(CommandLine command) {
    messages.style(theme(terminal.stderr()), said.quiet, terminal.stderr());
    try {
      aws.check();
    } catch (Failure f) {
      throw new CommandLine.ParameterException(command, f.getMessage(), f);
    }
    Logging.level(said.verbose.length);
  }

  /** Of the help: a narrow window's, and nowhere more than is good to read. */
  private int width() {
    String columns = env.getOrDefault("COLUMNS", "");
    return terminal.stdout() && columns.matches("\\d{1,4}")
        ? Math.max(40, Math.min(80, Integer.parseInt(columns)))
        : 80;
  }

  private Theme theme(boolean aTerminal) {
    boolean plain =
        said.noColor
            || !env.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(env.get("TERM"))
            || !aTerminal;
    return plain ? Theme.PLAIN : Theme.COLOUR;
  }

  /** For what goes to stdout. */
  Theme theme() {
    return theme(terminal.stdout());
  }

  /** The account asked for; null for any. */
  String account() {
    return aws.account;
  }

  Partition partition() {
    return aws.partition();
  }

  Connection connect() {
    return aws.connect(said.verbose.length > 0);
  }

  /** The journal of the one run, which a failure and an interruption look into. */
  Journal journal(String prefix) {
    alone = new Journal(messages, prefix);
    begin(alone);
    return alone;
  }

  void begin(Journal journal) {
    synchronized (journals) {
      journals.add(journal);
    }
  }

  void end(Journal journal) {
    synchronized (journals) {
      journals.remove(journal);
    }
  }

  int report(Exception e, Journal journal) {
    return Failures.report(e, messages, said.verbose.length > 0, journal, again);
  }

  Messages messages() {
    return messages;
  }

  Terminal terminal() {
    return terminal;
  }

  InputStream in() {
    return in;
  }

  OutputForm output() {
    return said.output;
  }

  /** Returns the file that keeps the state of --sandbox. */
  Path sandboxState() {
    return aws.stateFile();
  }

  void note(String line) {
    messages.note(line);
  }

  void warn(String line) {
    messages.warn(line);
  }

  void print(Result result, boolean many) {
    out.print(Renderer.render(result, said.output, many));
    out.flush();
  }

  /** A document that is the whole result. */
  void print(String document) {
    out.print(document);
    out.flush();
  }

  void serving(String line) {
    serving = true;
    print(line + "\n");
  }

  boolean isVerbose() {
    return said.verbose.length > 0;
  }
}
