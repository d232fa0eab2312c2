package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.peers.Moto;
import io.github.ecsprofile.peers.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    List<Conformance.Row> all = Conformance.rows().toList();
    Set<String> played = new HashSet<>();
    // A key that several rows share does not say which of them deviates.
    List<Conformance.Row> rows =
        Sample.every(9, all).stream()
            .filter(
                row ->
                    Sample.isExhaustive() || all.stream().filter(r -> sameKey(r, row)).count() == 1)
            .toList();
    for (Conformance.Row row : rows) {
      played.add(row.state() + " | " + row.call());
      moto.clear();
      if (table.deviation(row) != null) {
        found.add(row.state() + " | " + row.call());
      }
    }
    // One of the calls deletes a policy of AWS's, which moto does.
    moto.reset();
    if (System.getProperty("golden.write") != null) {
      Files.write(KNOWN, found);
    }
    List<String> known = Files.readAllLines(KNOWN).stream().filter(played::contains).toList();
    assertEquals(String.join("\n", known), String.join("\n", found));
  }

  private static boolean sameKey(Conformance.Row a, Conformance.Row b) {
    return a.state().equals(b.state()) && a.call().equals(b.call());
  }
}
