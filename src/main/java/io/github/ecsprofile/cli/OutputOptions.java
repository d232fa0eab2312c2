package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.output.OutputForm;
import picocli.CommandLine.Model.CommandSpec;

/** What is said, and how. */
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
        "FORM",
        "text",
        "Form of stdout: text, json or env (default: text).",
        v -> output = v);
    to.counted("-v, --verbose", "Tell more; -vv: the SDK's log too.", v -> verbose = v);
    to.flag("-q, --quiet", "Only errors on stderr.", v -> quiet = v);
    to.flag("--no-color", "No colour.", v -> noColor = v);
    to.help("-h, --help", "Show this help.");
    to.version("-V, --version", "Show the version.");
  }
}
