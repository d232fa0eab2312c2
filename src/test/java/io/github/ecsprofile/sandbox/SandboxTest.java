package io.github.ecsprofile.sandbox;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox in memory for each test, and a client whose rights a policy limits. */
abstract class SandboxTest {
  SandboxServer server;
  Conformance client;

  @BeforeEach
  void startServer() throws IOException {
    server = SandboxServer.start(SandboxServer.Options.inMemory());
    client = new Conformance(server.endpoint(), RequestContext.ACCOUNT);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** Allows the caller what this identity policy allows. */
  void limit(String identity) {
    server.enforce(CallerPolicies.parse(Map.of("test", identity), Map.of(), Map.of()));
  }
}
