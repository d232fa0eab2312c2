package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  @Test
  void everySuggestedCommandRunsAsItStands(@TempDir Path copy) throws IOException {
    int suggestions = 0;
    for (Path session : Golden.sessions().toList()) {
      suggestions += Golden.playSuggestions(session, state.resolve(session.getFileName()), copy);
    }
    assertTrue(suggestions > 20, suggestions + " suggestions");
  }
}
