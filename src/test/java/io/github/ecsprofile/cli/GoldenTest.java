package io.github.ecsprofile.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sessions, in this process. */
class GoldenTest {
  @TempDir Path state;

  static Stream<Path> sessions() throws IOException {
    return Golden.sessions();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void goesAsWritten(Path session) throws IOException {
    Golden.play(session, words -> CliRunner.inSandbox(state).run(words.toArray(String[]::new)));
  }
}
