package io.github.ecsprofile.cli;

import io.github.ecsprofile.render.OutputForm;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What is said, and how. */
final class OutputOptions {
  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FORM",
      defaultValue = "text",
      description = "Form of stdout: text, json or env (default: ${DEFAULT-VALUE}).")
  OutputForm output;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tell more; -vv: the SDK's log too.")
  boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only errors on stderr.")
  boolean quiet;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour.")
  boolean noColor;
}
