package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.ecsprofile.model.Failure.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final Obstacle OBSTACLE = new Obstacle.FromRoleTemplate("r", "arn:template");

  @Test
  void aSuggestionChangesNothingElse() {
    Exception cause = new IllegalStateException("cause");
    Failure f = new Failure(Kind.ACCESS_DENIED, "what", "hint", cause);
    NextStep next = NextStep.again(NextStep.Purpose.SHOW_PERMISSIONS);
    Failure suggesting = f.suggesting(next);
    assertEquals(Optional.empty(), f.nextStep());
    assertEquals(Optional.of(next), suggesting.nextStep());
    assertEquals(Kind.ACCESS_DENIED, suggesting.kind());
    assertEquals("what", suggesting.getMessage());
    assertEquals("hint", suggesting.hint());
    assertSame(cause, suggesting.getCause());
    assertArrayEquals(f.getStackTrace(), suggesting.getStackTrace(), "where it happened");
    assertEquals(List.of(), suggesting.obstacles());
  }

  @Test
  void aConflictKeepsItsObstacles() {
    Failure f = Failure.conflict(List.of(OBSTACLE));
    assertEquals(Kind.CONFLICT, f.kind());
    assertEquals(List.of(OBSTACLE), f.obstacles());
    assertEquals(
        List.of(OBSTACLE), f.suggesting(NextStep.again(NextStep.Purpose.FORCE)).obstacles());
  }
}
