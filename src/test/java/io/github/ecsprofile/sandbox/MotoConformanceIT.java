package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.peers.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** moto deviates from the table where we know that it does, and nowhere else. */
@ResourceLock(Moto.LOCK)
class MotoConformanceIT {
  private static final Path KNOWN = Path.of("src/test/resources/conformance/moto-deviations.txt");

  @Test
  void deviatesAsKnown() throws IOException {
    List<String> found = new ArrayList<>();
    Moto moto = Moto.shared();
    Conformance table = new Conformance(moto.endpoint(), Moto.ACCOUNT);
    for (Conformance.Row row : Conformance.rows().toList()) {
      moto.clear();
      if (table.deviation(row) != null) {
        found.add(row.state() + " | " + row.call());
      }
    }
    if (System.getProperty("golden.write") != null) {
      Files.write(KNOWN, found);
    }
    assertEquals(String.join("\n", Files.readAllLines(KNOWN)), String.join("\n", found));
  }
}
