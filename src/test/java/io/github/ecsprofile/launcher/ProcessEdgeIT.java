package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.peers.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that take nothing, locales, properties of the JVM and errors of the JVM. */
class ProcessEdgeIT {
  private static final String FULL =
      "error: cannot write the result to stdout: No space left on device\n";

  @TempDir Path dir;

  private Launcher launcher() {
    return new Launcher(Launcher.PACKAGED)
        .with("HOME", dir.toString())
        .with("XDG_STATE_HOME", dir.resolve("state").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--version", "completion bash", "--sandbox -q verify --project p", "-q sandbox"})
  void aResultThatCannotBeWrittenEndsIn1(String command) {
    CliRunner.Run run = launcher().runScript("exec \"$0\" " + command + " >/dev/full");
    assertEquals(1, run.code(), run.all());
    assertEquals(FULL, run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "completion bash", "--sandbox -q verify --project p"})
  void aClosedStdoutEndsIn1(String command) {
    CliRunner.Run run = launcher().runScript("exec \"$0\" " + command + " >&-");
    assertEquals(1, run.code(), run.all());
    assertTrue(run.err().startsWith("error: cannot write the result to stdout: "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "completion bash", "--sandbox -q verify --project p"})
  void aReaderThatEndsIsSilent(String command) {
    // The reader ends before the program starts, and the shell's own SIGPIPE is off.
    CliRunner.Run run =
        launcher()
            .runScript(
                "trap '' PIPE; mkfifo \"$HOME/pipe\"; : <\"$HOME/pipe\" & exec 4>\"$HOME/pipe\";"
                    + " wait; \"$0\" "
                    + command
                    + " >&4; echo $?");
    assertEquals("141\n", run.out(), run.all());
    assertEquals("", run.err());
  }

  /** What is a word for a JVM or a native image is a word like any other here. */
  @ParameterizedTest
  @ValueSource(strings = {"-Da.b=c", "-XX:+PrintFlags", "-XX:MaxHeapSize=9m", "-Xmx9m", "-agent"})
  void wordsForAJvmAreUsageErrors(String word) {
    for (String line :
        List.of(word + " permissions --project p", "permissions --project p " + word)) {
      CliRunner.Run run = launcher().run(line.split(" "));
      assertEquals(2, run.code(), line + run.all());
      assertEquals("", run.out());
    }
  }

  /** script(1) runs a command on a terminal; stdout of the first is one, of the second is not. */
  @Test
  void onlyATerminalGetsColours() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "script(1) of BSD has other options");
    Programs.require("script");
    String typescript = "script -qec \"'$0' --sandbox all --project p --dry-run%s\" /dev/null";
    Launcher colours = launcher().with("TERM", "xterm");
    CliRunner.Run on = colours.runScript(typescript.formatted(""));
    assertTrue(on.out().contains("\u001b["), on.all());
    CliRunner.Run off = colours.runScript(typescript.formatted(" >/dev/null 2>&1"));
    assertEquals("", off.out(), off.all());
    String help = "script -qec \"'$0' all --help\" /dev/null";
    long narrow = launcher().with("COLUMNS", "50").runScript(help).out().lines().count();
    long wide = launcher().with("COLUMNS", "90").runScript(help).out().lines().count();
    assertTrue(narrow > wide + 20, narrow + " and " + wide);
  }

  /** A class file that is broken is an Error, before the command line is read and after. */
  @ParameterizedTest
  @ValueSource(strings = {"picocli/CommandLine", "com/fasterxml/jackson/databind/ObjectMapper"})
  void anErrorOfTheJvmIsAnInternalError(String name) throws IOException {
    Launcher.assumeJvm();
    Path broken = dir.resolve(name + ".class");
    Files.createDirectories(broken.getParent());
    Files.write(broken, new byte[] {1});
    Path jar = Launcher.PACKAGED.resolveSibling("../lib/ecs-profile.jar");
    CliRunner.Run run =
        new Launcher(Path.of(System.getProperty("java.home"), "bin/java"))
            .run("-cp", dir + ":" + jar, "io.github.ecsprofile.Main", "permissions", "--project=p");
    assertEquals(1, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(
        run.err().startsWith("error: internal error: java.lang.ClassFormatError"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8", "xx_XX.UTF-8", "xx_XX.ISO-8859-1"})
  void namesOutsideAsciiWorkInAnyLocale(String locale) throws IOException {
    CliRunner.Run run =
        launcher()
            .with("LC_ALL", locale)
            .runScript(
                "e=$(printf '\\303\\251') && mkdir \"$HOME/$e\" && cd \"$HOME/$e\" &&"
                    + " printf '{\"Team\":\"%s\"}' \"$e\" >\"$e.json\" && echo p >\"$e.txt\" &&"
                    + " export HOME=\"$PWD\" XDG_STATE_HOME=\"$PWD/$e\" &&"
                    + " \"$0\" --sandbox -q all --projects-from \"$e.txt\" --tags \"$e.json\""
                    + " --tag \"Name=$e\" >/dev/null && cat \"$e\"/ecs-profile/*.json");
    assertEquals(0, run.code(), run.all());
    assertEquals("", run.err());
    assertTrue(run.out().contains("Team") && run.out().contains("\u00e9"), run.out());
  }

  @Test
  void propertiesReachTheJvmAndNotTheProcessList() throws IOException, InterruptedException {
    Launcher.assumeJvm();
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc");
    Process sandbox =
        launcher()
            .with("JAVA_TOOL_OPTIONS", "-Daws.secretAccessKey=MARK -Dhttp.nonProxyHosts=a|127.*")
            .start(List.of("sandbox", "-q"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
      assertTrue(lines.readLine().startsWith("http://"));
      Path arguments = Path.of("/proc/" + sandbox.pid() + "/cmdline");
      assertFalse(Files.readString(arguments).contains("MARK"));
      Process properties =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/jcmd",
                  String.valueOf(sandbox.pid()),
                  "VM.system_properties")
              .start();
      String all = new String(properties.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(all.contains("http.nonProxyHosts=a|127.*"), all);
      assertTrue(all.contains("aws.secretAccessKey=MARK"), all);
    } finally {
      sandbox.destroyForcibly();
    }
  }

  @Test
  void aPropertyThatIsNotPassedOnIsNamed() {
    Launcher.assumeJvm();
    CliRunner.Run run =
        launcher()
            .with("JDK_JAVA_OPTIONS", "-Xmx9m -Da.b=\"MARK\" -Dc=d")
            .run("completion", "bash");
    assertEquals(0, run.code(), run.all());
    assertEquals(
        "warning: the Java property a.b is ignored: it contains a quote or a backslash\n",
        run.err());
  }

  @Test
  void aFolderThatNoJvmCanReadIsNamed() throws IOException {
    Launcher.assumeJvm();
    Path bin = Files.createDirectories(dir.resolve("a:b/bin"));
    Path copy = Files.copy(Launcher.PACKAGED, bin.resolve("ecs-profile"));
    CliRunner.Run run = new Launcher(copy).run("completion", "bash");
    assertEquals(1, run.code(), run.all());
    assertEquals("", run.out());
    assertTrue(run.err().contains("folder with ':' in its name"), run.err());
  }

  @Test
  void aWorkingDirectoryThatWasDeletedIsNamed() {
    Launcher.assumeJvm();
    CliRunner.Run run =
        launcher()
            .runScript(
                "mkdir \"$HOME/x\" && cd \"$HOME/x\" && rmdir ../x && \"$0\" completion bash");
    assertEquals(1, run.code(), run.all());
    assertEquals("", run.out());
    assertTrue(run.err().contains("error: the working directory does not exist\n"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"600000", "1400000", "2000000"})
  void aJvmThatRunsOutOfMemoryPrintsNothingOnStdout(String limit) throws IOException {
    Launcher.assumeJvm();
    Path empty = Files.createDirectory(dir.resolve("empty"));
    CliRunner.Run run =
        launcher().in(empty).runScript("ulimit -v " + limit + " && exec \"$0\" completion bash");
    assertTrue(run.code() == 0 || run.out().isEmpty(), run.all());
    assertTrue(run.code() == 0 || run.err().startsWith("error: "), run.all());
    assertEquals(limit.equals("2000000") ? 0 : 1, run.code(), run.all());
    try (Stream<Path> left = Files.list(empty)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
