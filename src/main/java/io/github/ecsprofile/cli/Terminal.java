package io.github.ecsprofile.cli;

/** Which of the process's streams a person sits at. */
public record Terminal(boolean stdin, boolean stdout, boolean stderr) {
  /**
   * @param open the numbers of the streams that are terminals, as the launcher found them; null
   *     where it cannot know, which counts as none
   */
  public static Terminal of(String open) {
    String streams = open == null ? "" : open;
    return new Terminal(streams.contains("0"), streams.contains("1"), streams.contains("2"));
  }
}
