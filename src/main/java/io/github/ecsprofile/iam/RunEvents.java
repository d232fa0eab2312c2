package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Step;

/** Receives what happens during a run, as it happens. Called from several threads. */
public interface RunEvents {
  /** Reports a call that IAM answered as done; its resource is the ARN if there is one. */
  void applied(Step step);

  /** Reports a call without an answer whose result IAM shows, from whomever it came. */
  void shown(Step step);

  /** Reports that the run waits before it looks again, and why. */
  void waiting(Failure reason);
}
