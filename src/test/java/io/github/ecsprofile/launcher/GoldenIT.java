package io.github.ecsprofile.launcher;

import io.github.ecsprofile.cli.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sessions, by the packaged launcher; GoldenTest runs all of them in process. */
class GoldenIT {
  @TempDir Path state;

  static List<Path> sessions() throws IOException {
    return Launcher.sample(5, Golden.sessions().toList());
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void goesAsWritten(Path session) throws IOException {
    Launcher launcher = new Launcher(Launcher.PACKAGED).with("XDG_STATE_HOME", state.toString());
    Golden.play(session, launcher::run);
  }
}
