package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Failure;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From a failure to two lines and an exit code. */
final class Failures {
  private Failures() {}

  static int usage(ParameterException e, PrintStream err) {
    if (e.getCause() instanceof Failure f) {
      return report(f, err, false, List.of());
    }
    err.println("error: " + oneLine(e.getMessage()));
    List<String> near = e instanceof UnmatchedArgumentException u ? u.getSuggestions() : List.of();
    String name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    err.println(
        near.isEmpty()
            ? "See: " + name + " --help"
            : "Did you mean " + String.join(" or ", near) + "?");
    return 2;
  }

  static int report(Exception e, PrintStream err, boolean verbose, List<String> done) {
    if (e instanceof Failure f) {
      err.println("error: " + oneLine(f.getMessage()));
      err.println(
          (done.isEmpty() ? "" : "Done so far: " + String.join("; ", done) + ". ")
              + oneLine(f.remedy()));
      if (verbose && f.kind() == Failure.Kind.DEFECT) {
        f.printStackTrace(err);
      }
      return f.kind().exitCode();
    }
    err.println("error: a defect of ecs-profile: " + oneLine(String.valueOf(e)));
    err.println("Run it again with -v and report what it says.");
    if (verbose) {
      e.printStackTrace(err);
    }
    return 1;
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
  }
}
