package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.template.InputFile;
import io.github.ecsprofile.template.InvalidInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file of {@code --report}. */
final class ReportFile {
  private static final String FORM = "junit=";

  private final Path path;

  private ReportFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the value of the option; null for none.
   *
   * @throws Failure of kind BAD_INPUT if its form is wrong, INTERNAL if nothing could be written
   *     there, which is better known before the calls than after them
   */
  static ReportFile of(String value) {
    if (value == null) {
      return null;
    }
    if (!value.startsWith(FORM) || value.equals(FORM) || value.equals(FORM + "-")) {
      throw Failure.badInput(
          "--report " + InvalidInput.quoted(value) + ": not of the form junit=FILE",
          "Use --report junit=FILE.");
    }
    ReportFile file = new ReportFile(InputFile.path("--report", value.substring(FORM.length())));
    file.requireWritable();
    return file;
  }

  private void requireWritable() {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path)) {
      throw failure("is a directory", null);
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw failure("the directory does not exist", null);
    }
    if (!Files.isWritable(Files.exists(path) ? path : folder)) {
      throw failure("permission denied", null);
    }
  }

  void write(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw failure(
          e instanceof AccessDeniedException
              ? "permission denied"
              : e instanceof NoSuchFileException
                  ? "the directory does not exist"
                  : String.valueOf(e.getMessage()),
          e);
    }
  }

  private Failure failure(String reason, IOException cause) {
    return new Failure(
        Failure.Kind.INTERNAL,
        "the report " + path + " cannot be written: " + reason,
        "Give --report a file in a directory that exists and can be written to.",
        cause);
  }
}
