package io.github.ecsprofile;

import io.github.ecsprofile.cli.Terminal;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which of the process's streams are open and terminals, and how wide a terminal is. */
final class ProcessTerminal {
  private static final Pattern DEVICE = Pattern.compile("/dev/(pts/|tty|console|hvc).*");
  private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,3})\\s*");

  /** Never closed, and held so that nothing else closes it. */
  private static final List<InputStream> PLACEHOLDERS = new ArrayList<>();

  private ProcessTerminal() {}

  /**
   * Opens a closed stdin, stdout or stderr for reading of nothing: otherwise the next file or
   * socket that is opened would get its number, and everything that is printed. A JVM opens files
   * of its own before this.
   */
  static void occupyClosedStreams() {
    for (String descriptor : List.of("0", "1", "2")) {
      if (Files.isDirectory(descriptors())
          && !Files.isSymbolicLink(descriptors().resolve(descriptor))) {
        try {
          PLACEHOLDERS.add(new FileInputStream("/dev/null"));
        } catch (IOException e) {
          return; // A system without /dev/null has no streams to save.
        }
      }
    }
  }

  /**
   * Returns the streams that are terminals.
   *
   * @param found the numbers of those that the launcher found; null where there was no launcher:
   *     then Linux's links from descriptors to devices count, and elsewhere {@link System#console},
   *     which is there only if stdin and stdout are terminals both
   */
  static Terminal of(String found) {
    if (found != null) {
      return Terminal.of(found);
    }
    if (Files.isDirectory(descriptors())) {
      return new Terminal(isDevice("0"), isDevice("1"), isDevice("2"));
    }
    boolean console = System.console() != null;
    // A Windows console shows control sequences as text unless a program asks it not to.
    boolean plain = File.separatorChar == '\\';
    return new Terminal(console, console && !plain, console && !plain);
  }

  private static Path descriptors() {
    return Path.of("/proc/self/fd");
  }

  private static boolean isDevice(String descriptor) {
    try {
      Path target = Files.readSymbolicLink(descriptors().resolve(descriptor));
      return DEVICE.matcher(target.toString()).matches();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the terminal's width in columns; empty where it is not known. Runs {@code stty}, so
   * only the help and the table of {@code list} ask for it.
   */
  static String columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String size = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
      Matcher columns = SIZE.matcher(size);
      return stty.waitFor(1, TimeUnit.SECONDS) && columns.matches() ? columns.group(1) : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Tests whether the command line prints a help page or a table. */
  static boolean needsWidth(String... args) {
    List<String> words = List.of(args);
    return args.length == 0
        || words.contains("--help")
        || words.contains("-h")
        || words.contains("list")
        || args[0].equals("help");
  }
}
