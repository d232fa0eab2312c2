package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** One command: the options that it takes, and what it does with them. */
interface Subcommand {
  /** Declares the options and parameters; parsed values go into this object's fields. */
  void declare(CommandSpec spec);

  /** Runs the command; fails with a {@link io.github.ecsprofile.model.Failure}. */
  ExitCode run();
}
