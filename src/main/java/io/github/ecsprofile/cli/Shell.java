package io.github.ecsprofile.cli;

/** Words as a POSIX shell reads them. */
final class Shell {
  private Shell() {}

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_+=,.@:/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
