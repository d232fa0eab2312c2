package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** moto deviates from the table where we know that it does, and nowhere else. */
class MotoConformanceIT {
  private static final Path KNOWN = Path.of("src/test/resources/conformance/moto-deviations.txt");

  @Test
  void deviatesAsKnown() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    try (Moto moto = Moto.start()) {
      Conformance table = new Conformance(moto.endpoint(), "123456789012");
      boolean dirty = true;
      for (Conformance.Row row : Conformance.rows().toList()) {
        // A reset of moto takes a second; a refused call on an empty account needs none after it.
        if (dirty) {
          moto.reset();
        }
        boolean deviates = table.deviation(row) != null;
        dirty = deviates || row.status() == 200 || !row.state().equals("-");
        if (deviates) {
          found.add(row.state() + " | " + row.call());
        }
      }
    }
    if (System.getProperty("golden.write") != null) {
      Files.write(KNOWN, found);
    }
    assertEquals(String.join("\n", Files.readAllLines(KNOWN)), String.join("\n", found));
  }
}
