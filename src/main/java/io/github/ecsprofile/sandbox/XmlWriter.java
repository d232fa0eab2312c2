package io.github.ecsprofile.sandbox;

/** Writes the XML elements of an answer. */
final class XmlWriter {
  private final StringBuilder text = new StringBuilder(1024);

  XmlWriter open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  XmlWriter close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  /** Writes an element with text; nothing if the value is null. */
  XmlWriter tag(String name, Object value) {
    if (value == null) {
      return this;
    }
    open(name);
    escape(value.toString());
    return close(name);
  }

  XmlWriter empty(String name) {
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
