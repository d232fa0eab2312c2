package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command creates, and what has to exist before it can. */
class OperationTest {
  @Test
  void theCommandsThatCreate() {
    assertEquals(
        "all create-role attach-policies create-profile add-role",
        Arrays.stream(Operation.values())
            .filter(Operation::creates)
            .map(Operation::commandName)
            .collect(Collectors.joining(" ")));
  }

  @Test
  void anOptionTakesTheNameOfTheCommand() {
    for (Operation o : Operation.values()) {
      assertEquals(o.commandName(), o.toString());
    }
  }

  /** The command to run first, by what exists: nothing, a role alone, a profile alone. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ALL,             -,           -,              -",
        "CREATE_ROLE,     -,           -,              -",
        "CREATE_PROFILE,  -,           -,              -",
        "ATTACH_POLICIES, CREATE_ROLE, -,              CREATE_ROLE",
        "ADD_ROLE,        CREATE_ROLE, CREATE_PROFILE, CREATE_ROLE"
      })
  void aStepNamesTheCommandThatCreatesWhatItBuildsOn(
      Operation operation, Operation inNothing, Operation onRole, Operation onProfile) {
    List<Operation> first = new ArrayList<>();
    for (int[] exists : new int[][] {{0, 0}, {1, 0}, {0, 2}, {1, 2}}) {
      Observed observed = ConvergenceTest.state(exists[0], 0, exists[1], 0).observed();
      first.add(required(operation, observed).map(NextStep::operation).orElse(null));
    }
    assertEquals(Arrays.asList(inNothing, onRole, onProfile, null), first);
  }

  private static Optional<NextStep> required(Operation operation, Observed observed) {
    Desired d = ConvergenceTest.desired();
    try {
      Planner.requireBase(d, observed, operation.components());
      return Optional.empty();
    } catch (Failure f) {
      return f.nextStep();
    }
  }

  @Test
  void whatIsMissingIsNotFoundAndNamed() {
    Desired d = ConvergenceTest.desired();
    Observed role = ConvergenceTest.state(1, 0, 0, 0).observed();
    Failure f =
        assertThrows(
            Failure.class, () -> Planner.requireBase(d, role, Operation.ADD_ROLE.components()));
    assertEquals(Failure.Kind.NOT_FOUND, f.kind());
    assertEquals("instance profile p-profile does not exist", f.getMessage());
    assertEquals(
        Optional.of(
            new NextStep(NextStep.Purpose.CREATE_FIRST, Operation.CREATE_PROFILE, d.project())),
        f.nextStep());
  }
}
