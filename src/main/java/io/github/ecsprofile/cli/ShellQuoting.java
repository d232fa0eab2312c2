package io.github.ecsprofile.cli;

/** CliModelBuilder as a POSIX shell reads them. */
final class ShellQuoting {
  private ShellQuoting() {}

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_+=,.@:/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
