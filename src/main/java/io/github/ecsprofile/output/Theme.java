package io.github.ecsprofile.output;

/** Maps meaning to colour where colour is wanted; otherwise leaves text as it is. */
public enum Theme {
  PLAIN,
  COLOR;

  public String error(String text) {
    return in(31, text);
  }

  public String warning(String text) {
    return in(33, text);
  }

  public String good(String text) {
    return in(32, text);
  }

  public String faint(String text) {
    return in(2, text);
  }

  public String heading(String text) {
    return in(1, text);
  }

  private String in(int code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
