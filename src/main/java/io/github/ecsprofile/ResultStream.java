package io.github.ecsprofile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes to stdout and keeps the first failure, of which a {@code PrintStream} knows no cause. */
final class ResultStream extends OutputStream {
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream stdout;
  private volatile IOException failure;

  ResultStream(OutputStream stdout) {
    this.stdout = stdout;
  }

  /** Returns why something could not be written; null where all of it was. */
  IOException failure() {
    return failure;
  }

  /**
   * Tests whether stdout is a pipe or a socket: a write to one fails because its reader ended. The
   * failure's own text depends on the locale.
   */
  static boolean isPipe() {
    try {
      int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stdout.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }
}
