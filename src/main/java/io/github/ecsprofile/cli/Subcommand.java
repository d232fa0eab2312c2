package io.github.ecsprofile.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** One command: what it is called with, and what it does, to an exit code. */
interface Subcommand extends Callable<Integer> {
  /** What it is for, in a line. */
  String header();

  /** Adds its options and parameters; what is parsed goes into this object's fields. */
  void declare(CommandSpec spec);
}
