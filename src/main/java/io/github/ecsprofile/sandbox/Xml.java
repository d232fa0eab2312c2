package io.github.ecsprofile.sandbox;

/** Writes the elements of an answer. */
final class Xml {
  private final StringBuilder text = new StringBuilder(1024);

  Xml open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  Xml close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  /** An element with text; none where the value is null. */
  Xml tag(String name, Object value) {
    if (value == null) {
      return this;
    }
    open(name);
    escape(value.toString());
    return close(name);
  }

  Xml empty(String name) {
    text.append('<').append(name).append("/>");
    return this;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '\r' -> text.append("&#xD;");
        case '\t', '\n' -> text.append(c);
        default -> text.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '?' : c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
