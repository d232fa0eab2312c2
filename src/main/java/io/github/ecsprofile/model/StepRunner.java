package io.github.ecsprofile.model;

import java.util.function.Supplier;

/** Makes the calls of a change one by one, and keeps account of what became of each. */
public interface StepRunner {
  /** Makes the call; returns its answer, or fails with its {@link Failure}. */
  Change.Created run(Step step, Supplier<Change.Created> call);
}
