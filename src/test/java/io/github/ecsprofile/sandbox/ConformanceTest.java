package io.github.ecsprofile.sandbox;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox answers as the table says IAM does. */
class ConformanceTest {
  static Stream<Conformance.Row> rows() throws IOException {
    return Conformance.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answersAsIam(Conformance.Row row) throws IOException {
    try (SandboxServer server = SandboxServer.start(SandboxServer.Options.inMemory())) {
      assertNull(new Conformance(server.endpoint(), RequestContext.ACCOUNT).deviation(row));
    }
  }

  @Test
  void theTableIsLong() throws IOException {
    assertTrue(Conformance.rows().count() >= 120);
  }
}
