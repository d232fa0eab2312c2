package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.output.OutputForm;
import picocli.CommandLine.Model.CommandSpec;

/** The global options for what is printed, and how. */
final class OutputOptions {
  OutputForm output;
  boolean[] verbose = {};
  boolean quiet;
  boolean noColor;

  void declare(CommandSpec spec) {
    Options to = Options.global(spec, Group.OUTPUT);
    to.value(
        OutputForm.class,
        "--output",
        "FORMAT",
        "text",
        "Output format: text, json or env (default: text).",
        v -> output = v);
    to.counted("-v, --verbose", "Verbose output; -vv also logs each request.", v -> verbose = v);
    to.flag("-q, --quiet", "Print only errors on stderr.", v -> quiet = v);
    to.flag("--no-color", "Disable colors.", v -> noColor = v);
    to.help("-h, --help", "Show this help.");
    to.version("-V, --version", "Show the version.");
  }
}
