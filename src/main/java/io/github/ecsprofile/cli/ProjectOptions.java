package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Names;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** More than one project at once. */
final class ProjectOptions {
  private static final int MAX_BYTES = 1 << 20;

  String from;
  int parallel;

  void declare(CommandSpec spec) {
    Options to = Options.of(spec, Group.TARGET);
    to.value(
        String.class,
        "--projects-from",
        "FILE",
        "More projects, a name a line, # comments; - reads stdin.",
        v -> from = v);
    to.value(
        Integer.class,
        "--parallel",
        "N",
        "8",
        "So many projects side by side (default: 8).",
        v -> parallel = v);
  }

  /** Returns whether several projects were asked for, even if the file holds only one. */
  boolean isMultiple(List<String> named) {
    return from != null || named.size() > 1;
  }

  /** The projects, each once, in the order given; at least one. */
  List<String> projects(List<String> named, CommandContext context) {
    if (parallel < 1 || parallel > 64) {
      throw Failure.badInput("--parallel " + parallel + " is out of range", "Give 1 to 64.");
    }
    Set<String> all = new LinkedHashSet<>(named);
    if (from != null) {
      all.addAll(read(context));
    }
    return new ArrayList<>(all);
  }

  private List<String> read(CommandContext context) {
    String where = from.equals("-") ? "stdin" : from;
    try (InputStream in = from.equals("-") ? context.in() : Files.newInputStream(Path.of(from))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw Failure.badInput(where + " has more than 1 MiB", "A name a line is all it takes.");
      }
      List<String> names = new ArrayList<>();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String name = line.replaceFirst("^\uFEFF", "").replaceFirst("#.*", "").trim();
        if (!name.isEmpty()) {
          names.add(checked(name, where + ", line " + number));
        }
      }
      if (names.isEmpty()) {
        throw Failure.badInput(where + " names no project", "Write a name a line.");
      }
      return names;
    } catch (IOException e) {
      throw Failure.badInput(where + " cannot be read", "Give a file that can be read, or -.");
    }
  }

  private static String checked(String name, String where) {
    try {
      Names.ofProject(name);
      return name;
    } catch (Failure f) {
      throw Failure.badInput(where + ": " + f.getMessage(), f.hint());
    }
  }
}
