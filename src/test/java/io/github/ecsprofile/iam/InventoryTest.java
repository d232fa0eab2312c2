package io.github.ecsprofile.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.InventoryEntry;
import io.github.ecsprofile.model.InventoryEntry.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** What the inventory reads of a profile whose role is not what the profile shows. */
class InventoryTest {
  private final IamClient iam = mock(IamClient.class);
  private final DeadlineExecutor executor =
      new DeadlineExecutor(new Deadline(Duration.ofSeconds(20)));
  private final Inventory inventory = new Inventory(new Reader(iam, executor), executor);

  @AfterEach
  void close() {
    executor.close();
  }

  private static IamException error(String code, int status) {
    return (IamException)
        IamException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }

  private static Role role(String id) {
    return Role.builder()
        .roleName("r")
        .roleId(id)
        .arn("arn:aws:iam::1:role/r")
        .path("/")
        .assumeRolePolicyDocument("%7B%7D")
        .build();
  }

  private static GetInstanceProfileResponse holding(Role... roles) {
    return GetInstanceProfileResponse.builder()
        .instanceProfile(
            InstanceProfile.builder()
                .instanceProfileName("p")
                .arn("arn:aws:iam::1:x/p")
                .path("/")
                .roles(roles)
                .build())
        .build();
  }

  private void profileIs(GetInstanceProfileResponse first, GetInstanceProfileResponse... more) {
    when(iam.getInstanceProfile(InventoryTest.<GetInstanceProfileRequest.Builder>anyRequest()))
        .thenReturn(first, more);
  }

  private State state() {
    Inventory.Found found = inventory.details(List.of("p"), p -> true, () -> {}).get(0);
    return InventoryEntry.of(Optional.empty(), found.profile(), found.roleExists(), Set.of())
        .state();
  }

  @Test
  void aRoleThatIsGoneIsDeleted() {
    profileIs(holding(role("AROA1")));
    when(iam.getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(error("NoSuchEntity", 404));
    assertEquals(State.ROLE_DELETED, state());
  }

  @Test
  void aRoleOfTheSameNameIsAnotherOne() {
    profileIs(holding(role("AROA1")));
    when(iam.getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest()))
        .thenReturn(GetRoleResponse.builder().role(role("AROA2")).build());
    assertEquals(State.ROLE_DELETED, state());
  }

  @Test
  void aRoleThatLeftTheProfileMeanwhileIsNotReported() {
    profileIs(holding(role("AROA1")), holding());
    when(iam.getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(error("NoSuchEntity", 404));
    assertEquals(State.NO_ROLE, state());
  }

  @Test
  void aRoleThatAnotherOneReplacedMeanwhileIsNotReported() {
    Role other = role("AROA9").toBuilder().roleName("other").build();
    profileIs(holding(role("AROA1")), holding(other));
    when(iam.getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(error("NoSuchEntity", 404));
    assertEquals(State.OK, state());
  }

  @Test
  void aDeniedReadIsNoAnswer() {
    profileIs(holding(role("AROA1")));
    when(iam.getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest()))
        .thenThrow(error("AccessDenied", 403));
    Failure f = assertThrows(Failure.class, this::state);
    assertEquals(Failure.Kind.ACCESS_DENIED, f.kind());
  }

  @Test
  void noRoleIsReadThatNobodyAskedFor() {
    profileIs(holding(role("AROA1")));
    inventory.details(List.of("p"), p -> false, () -> {});
    verify(iam, never()).getRole(InventoryTest.<GetRoleRequest.Builder>anyRequest());
  }

  @Test
  void workIsBoundedAndInOrderAndEndsWithTheFirstFailure() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> items = IntStream.range(0, 500).boxed().toList();
    assertEquals(
        items,
        executor.map(
            items,
            4,
            i -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              now.decrementAndGet();
              return i;
            }));
    assertTrue(most.get() <= 4, most + " at a time");
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch another = new CountDownLatch(1);
    assertThrows(
        IllegalStateException.class,
        () ->
            executor.map(
                items,
                2,
                i -> {
                  if (i == 0) {
                    throw new IllegalStateException("first");
                  }
                  if (i > 1) {
                    another.countDown();
                  }
                  return await(failed);
                }));
    failed.countDown();
    assertFalse(another.await(200, TimeUnit.MILLISECONDS), "no work starts after the failure");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Consumer<T> anyRequest() {
    return any(Consumer.class);
  }
}
