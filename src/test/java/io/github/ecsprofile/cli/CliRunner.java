package io.github.ecsprofile.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The tool in the test's own process: arguments and an environment in, streams and code out. */
public final class CliRunner {
  /** What a run left. */
  public record Run(int code, String out, String err) {
    public String all() {
      return "exit " + code + "\n" + out + "---\n" + err;
    }
  }

  private final Map<String, String> env = new HashMap<>();
  private InputStream stdin = InputStream.nullInputStream();
  private Terminal terminal = new Terminal(false, false, false);

  private CliRunner() {}

  /** With keys, and every file of the user's out of reach. */
  public static CliRunner at(String endpoint) {
    CliRunner tool = new CliRunner();
    tool.env.put("AWS_ACCESS_KEY_ID", "test");
    tool.env.put("AWS_SECRET_ACCESS_KEY", "test");
    tool.env.put("AWS_ENDPOINT_URL_IAM", endpoint);
    return tool;
  }

  public static CliRunner inSandbox(Path state) {
    CliRunner tool = new CliRunner();
    tool.env.put("XDG_STATE_HOME", state.toString());
    return tool;
  }

  public CliRunner with(String name, String value) {
    env.put(name, value);
    return this;
  }

  public CliRunner typing(String text) {
    return typing(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  public CliRunner typing(InputStream answers) {
    stdin = answers;
    terminal = new Terminal(true, false, false);
    return this;
  }

  public CliRunner piping(String text) {
    stdin = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public CliRunner on(Terminal where) {
    terminal = where;
    return this;
  }

  /** Commands that send nothing take no endpoint. */
  private static boolean isOffline(String... args) {
    return args.length > 0
        && Commands.named(args[0]).filter(e -> e.operation() == null).isPresent();
  }

  public Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String endpoint = env.get("AWS_ENDPOINT_URL_IAM");
    String[] all = args;
    if (endpoint != null && !isOffline(args)) {
      // The SDK reads the process's own environment, which a test cannot set.
      all = new String[args.length + 2];
      System.arraycopy(args, 0, all, 0, args.length);
      all[args.length] = "--endpoint-url";
      all[args.length + 1] = endpoint;
    }
    int code =
        new EcsProfile(
                stdin,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env,
                terminal)
            .run(all);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
