package io.github.ecsprofile.cli;

/** Names the streams of the process that are terminals. */
public record Terminal(boolean stdin, boolean stdout, boolean stderr) {
  /**
   * Reads what the launcher found.
   *
   * @param streams the numbers of the streams that are terminals, such as {@code 02}
   */
  public static Terminal of(String streams) {
    return new Terminal(streams.contains("0"), streams.contains("1"), streams.contains("2"));
  }
}
