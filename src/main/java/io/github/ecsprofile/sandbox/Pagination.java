package io.github.ecsprofile.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/** Writes lists in pages, as MaxItems and Marker ask for them. */
final class Pagination {
  private Pagination() {}

  /**
   * Writes one page of the items, which are sorted by key; the marker holds the last key of the
   * page.
   */
  static <T> void write(RequestContext c, String list, Map<String, T> items, Consumer<T> one) {
    Integer max = c.params.number("MaxItems", 1, 1000);
    String marker = c.params.text("Marker", false, 1, 320, "[\\u0020-\\u00FF]+");
    c.params.check();
    String after = marker == null ? "" : decoded(marker);
    String last = null;
    int count = 0;
    boolean more = false;
    c.xml.open(list);
    for (Map.Entry<String, T> e : items.entrySet()) {
      if (e.getKey().compareTo(after) <= 0) {
        continue;
      }
      if (count == (max == null ? 100 : max)) {
        more = true;
        break;
      }
      one.accept(e.getValue());
      last = e.getKey();
      count++;
    }
    c.xml.close(list).tag("IsTruncated", more);
    if (more) {
      c.xml.tag(
          "Marker", Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String decoded(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw IamError.validation("Invalid Marker.");
    }
  }
}
