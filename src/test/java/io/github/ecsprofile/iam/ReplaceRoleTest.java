package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.IamWrites;
import io.github.ecsprofile.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;

/** Replacing the role of an instance profile when a call in its middle fails. */
class ReplaceRoleTest {
  private final ArgumentCaptor<Consumer<AddRoleToInstanceProfileRequest.Builder>> added =
      ArgumentCaptor.captor();
  private static final Change REPLACE =
      new Change.ReplaceRoleInInstanceProfile("profile", "profile", "old", "new");
  private final IamClient iam = mock(IamClient.class);

  private static IamException refused(String code, int status) {
    return (IamException)
        IamException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }

  private String name(Consumer<AddRoleToInstanceProfileRequest.Builder> request) {
    AddRoleToInstanceProfileRequest.Builder builder = AddRoleToInstanceProfileRequest.builder();
    request.accept(builder);
    return builder.build().roleName();
  }

  @Test
  void theOldRoleIsPutBackWhereAddFails() {
    when(iam.addRoleToInstanceProfile(
            ReplaceRoleTest.<AddRoleToInstanceProfileRequest.Builder>anyRequest()))
        .thenThrow(refused("AccessDenied", 403))
        .thenReturn(null);
    Failure f = assertThrows(Failure.class, () -> REPLACE.call(new Writer(iam)));
    assertEquals(Failure.Kind.ACCESS_DENIED, f.kind());
    InOrder order = inOrder(iam);
    order.verify(iam).getRole(ReplaceRoleTest.<GetRoleRequest.Builder>anyRequest());
    order
        .verify(iam)
        .removeRoleFromInstanceProfile(
            ReplaceRoleTest.<RemoveRoleFromInstanceProfileRequest.Builder>anyRequest());
    order.verify(iam, org.mockito.Mockito.times(2)).addRoleToInstanceProfile(added.capture());
    assertEquals("new", name(added.getAllValues().get(0)));
    assertEquals("old", name(added.getAllValues().get(1)));
  }

  @Test
  void nothingIsRemovedForARoleThatDoesNotExist() {
    when(iam.getRole(ReplaceRoleTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(refused("NoSuchEntity", 404));
    assertThrows(Failure.class, () -> REPLACE.call(new Writer(iam)));
    verify(iam, never())
        .removeRoleFromInstanceProfile(
            ReplaceRoleTest.<RemoveRoleFromInstanceProfileRequest.Builder>anyRequest());
  }

  @Test
  void anAbortedCallIsNotNow() {
    when(iam.getRole(ReplaceRoleTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(AbortedException.builder().message("aborted").build());
    try (DeadlineExecutor workers = new DeadlineExecutor(new Deadline(Duration.ofSeconds(5)))) {
      Failure f = assertThrows(Failure.class, () -> new Reader(iam, workers).role("r"));
      assertEquals(Failure.Kind.UNAVAILABLE, f.kind());
    }
  }

  @Test
  void aLostAnswerThatIamShowsLeavesNoRestoreToReport() {
    AttemptLog attempts = new AttemptLog();
    RunTracker tracker = new RunTracker(mock(RunEvents.class), attempts);
    IamWrites writes = mock(IamWrites.class);
    doAnswer(
            call -> {
              attempts.beforeTransmission(null, null);
              throw new Failure(Failure.Kind.RETRYABLE, "no answer", "");
            })
        .when(writes)
        .addRoleToInstanceProfile(any(), any());
    tracker.plan(List.of(REPLACE));
    assertThrows(Failure.class, () -> REPLACE.apply(writes, tracker.runner(REPLACE)));
    assertEquals(List.of("new", "old"), roles(tracker.report().unknown()));
    assertFalse(tracker.report().emptied().orElseThrow().certain());

    tracker.shown(REPLACE);
    assertEquals(List.of("new"), roles(tracker.report().unknown()));
    assertEquals(List.of("old"), roles(tracker.report().applied()));
    assertEquals(Optional.empty(), tracker.report().emptied());
  }

  private static List<String> roles(List<Step> steps) {
    return steps.stream().map(s -> s.target().role()).toList();
  }

  private static <T> Consumer<T> anyRequest() {
    return any();
  }
}
