package io.github.ecsprofile.peers;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints one list of the skipped tests, each with its reason, at the end of a run. */
public final class SkippedTestsListener implements TestExecutionListener {
  private final Set<String> skipped = new ConcurrentSkipListSet<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private void add(TestIdentifier test, String reason) {
    String name = test.getSource().map(SkippedTestsListener::name).orElse(test.getDisplayName());
    skipped.add("Skipped: " + name + ": " + reason.replaceFirst("^Assumption failed: ", ""));
  }

  private static String name(TestSource source) {
    if (source instanceof MethodSource method) {
      return method.getJavaClass().getSimpleName() + "." + method.getMethodName();
    }
    return source instanceof ClassSource type
        ? type.getJavaClass().getSimpleName()
        : source.toString();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    skipped.forEach(System.out::println);
  }
}
