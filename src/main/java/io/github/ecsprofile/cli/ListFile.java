package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.template.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A file, or stdin, with a list: one entry per line, # begins a comment. */
final class ListFile {
  /** The value of an option that stands for stdin. */
  static final String STDIN = "-";

  /**
   * An entry of the list.
   *
   * @param source the file and the line, for messages
   */
  record Entry(String source, String text) {}

  private ListFile() {}

  /**
   * Returns the entries.
   *
   * @param option the option that names the file
   * @param what what an entry is, such as {@code project name}
   * @throws Failure of kind BAD_INPUT if the file cannot be read, or has no entry
   */
  static List<Entry> read(String option, String from, String what, CommandContext context) {
    boolean isStdin = from.equals(STDIN);
    String source = isStdin ? "stdin" : from;
    byte[] bytes;
    try {
      bytes =
          isStdin
              ? InputFile.read(context.in(), source)
              : InputFile.read(InputFile.path(option, from));
    } catch (IOException e) {
      throw Failure.badInput(source + ": cannot be read", "Give a file, or - for stdin.");
    }
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : InputFile.text(bytes, source).lines().toList()) {
      number++;
      String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      int comment = text.indexOf('#');
      String entry = (comment < 0 ? text : text.substring(0, comment)).trim();
      if (!entry.isEmpty()) {
        entries.add(new Entry(source + ", line " + number, entry));
      }
    }
    if (entries.isEmpty()) {
      throw Failure.badInput(
          source + ": no " + what + " in it", "Write one " + what + " per line.");
    }
    return entries;
  }
}
