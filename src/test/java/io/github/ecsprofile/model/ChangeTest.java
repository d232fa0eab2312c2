package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent for each change, in which stage, and what the plan shows of it. */
class ChangeTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";
  private static final String PROFILE = "arn:aws:iam::123456789012:instance-profile/i";
  private static final String POLICY = "arn:aws:iam::aws:policy/P";
  private static final Map<String, String> OLD = Map.of("k", "old");
  private static final Map<String, String> NEW = Map.of("k", "new");
  private static final PolicyDocument EC2 = ConvergenceTest.trust("ec2.amazonaws.com");
  private static final PolicyDocument ECS = ConvergenceTest.trust("ecs.amazonaws.com");

  private final List<String> sent = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private static Desired desired(String path, Map<String, String> tags, RoleAttributes values) {
    return ConvergenceTest.with(ConvergenceTest.desired(), EC2, tags, List.of(), path, values);
  }

  private static RoleAttributes description(String text) {
    return new RoleAttributes(Map.of(RoleAttribute.DESCRIPTION, new AttributeValue.Text(text)));
  }

  private static RoleAttributes seconds(int number) {
    return new RoleAttributes(
        Map.of(RoleAttribute.MAX_SESSION_DURATION, new AttributeValue.Seconds(number)));
  }

  /** An IAM that keeps the calls, and refuses some. */
  private IamWrites iam(Predicate<String> refuses) {
    return (IamWrites)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {IamWrites.class},
            (proxy, method, args) -> {
              String call =
                  Arrays.stream(args)
                      .map(a -> a instanceof Desired ? "desired" : a)
                      .map(a -> a instanceof RoleAttributes r ? r.json() : a)
                      .map(Object::toString)
                      .collect(Collectors.joining(", ", method.getName() + "(", ")"));
              sent.add(call);
              if (refuses.test(call)) {
                throw new Failure(Failure.Kind.INTERNAL, "refused: " + call, "");
              }
              return method.getReturnType() == void.class
                  ? null
                  : new Change.Created("arn of " + call, "id");
            });
  }

  private Change.Created apply(Change change, String... refused) {
    return change.apply(
        iam(List.of(refused)::contains),
        (step, call) -> {
          steps.add(step);
          Change.Created answer = call.get();
          assertNotNull(answer, "a runner looks for the ARN in every answer");
          return answer;
        });
  }

  private static String values(Step step) {
    return step.before() + " -> " + step.after();
  }

  private static String targets(Step step) {
    Step.Target t = step.target();
    return Stream.of(step.resource(), t.role(), t.profile(), t.policy())
        .map(s -> s == null ? "-" : s)
        .collect(Collectors.joining(" "));
  }

  /** Change, stage, arguments of the call, what it is about, values before and after. */
  static Stream<Arguments> changes() {
    return Stream.of(
        arguments(
            new Change.CreateRole(desired("/ecs/", NEW, description("d"))),
            1,
            "desired",
            "p-role p-role - -",
            "{} -> {'path':'/ecs/','trustPolicy':"
                + EC2
                + ",'description':'d','tags':{'k':'new'}}"),
        arguments(
            new Change.CreateRole(desired("", Map.of(), RoleAttributes.NONE)),
            1,
            "desired",
            "p-role p-role - -",
            "{} -> {'trustPolicy':" + EC2 + "}"),
        arguments(
            new Change.CreateInstanceProfile(desired("/ecs/", NEW, RoleAttributes.NONE)),
            1,
            "desired",
            "p-profile - p-profile -",
            "{} -> {'path':'/ecs/','tags':{'k':'new'}}"),
        arguments(
            new Change.UpdateAssumeRolePolicy("r", ROLE, ECS, EC2),
            1,
            "r, " + EC2,
            ROLE + " r - -",
            "{'trustPolicy':" + ECS + "} -> {'trustPolicy':" + EC2 + "}"),
        // What the call would clear is sent along, and is no part of what changes.
        arguments(
            new Change.SetRoleAttributes(
                RoleAttribute.Setter.UPDATE_ROLE,
                "r",
                ROLE,
                description("old"),
                description("new"),
                seconds(7200)),
            1,
            "r, {'description':'new','maxSessionDuration':7200}",
            ROLE + " r - -",
            "{'description':'old'} -> {'description':'new'}"),
        arguments(
            new Change.UntagRole("r", ROLE, OLD),
            1,
            "r, [k]",
            ROLE + " r - -",
            "{'tags':{'k':'old'}} -> {}"),
        arguments(
            new Change.UntagInstanceProfile("i", PROFILE, OLD),
            1,
            "i, [k]",
            PROFILE + " - i -",
            "{'tags':{'k':'old'}} -> {}"),
        arguments(
            new Change.DetachRolePolicy("r", POLICY),
            1,
            "r, " + POLICY,
            POLICY + " r - " + POLICY,
            "{'policy':'" + POLICY + "'} -> {}"),
        arguments(
            new Change.DeleteRolePolicy("r", "inline"),
            1,
            "r, inline",
            "inline r - inline",
            "{'inlinePolicy':'inline'} -> {}"),
        arguments(
            new Change.RemoveRoleFromInstanceProfile("i", PROFILE, "r"),
            1,
            "i, r",
            PROFILE + " r i -",
            "{'role':'r'} -> {}"),
        arguments(
            new Change.TagRole("r", ROLE, OLD, NEW),
            2,
            "r, {k=new}",
            ROLE + " r - -",
            "{'tags':{'k':'old'}} -> {'tags':{'k':'new'}}"),
        arguments(
            new Change.TagInstanceProfile("i", PROFILE, Map.of(), NEW),
            2,
            "i, {k=new}",
            PROFILE + " - i -",
            "{} -> {'tags':{'k':'new'}}"),
        arguments(
            new Change.AttachRolePolicy("r", POLICY),
            2,
            "r, " + POLICY,
            POLICY + " r - " + POLICY,
            "{} -> {'policy':'" + POLICY + "'}"),
        arguments(
            new Change.AddRoleToInstanceProfile("i", PROFILE, "r"),
            2,
            "i, r",
            PROFILE + " r i -",
            "{} -> {'role':'r'}"),
        arguments(
            new Change.DeleteInstanceProfile("i", PROFILE, "AIPA1"),
            2,
            "i",
            PROFILE + " - i -",
            "{} -> {}"),
        arguments(new Change.DeleteRole("r", ROLE, "AROA1"), 2, "r", ROLE + " r - -", "{} -> {}"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void thePlanShowsTheCallThatIsSent(
      Change change, int stage, String args, String targets, String values) {
    Change.Created answer = apply(change);
    assertEquals(stage, change.stage());
    assertEquals(change.steps(), steps);
    assertEquals(1, steps.size());
    String action = steps.get(0).action().apiName();
    String call = action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    assertEquals(List.of(call + "(" + args.replace('\'', '"') + ")"), sent);
    assertEquals(targets, targets(steps.get(0)));
    assertEquals(values.replace('\'', '"'), values(steps.get(0)));
    assertEquals(
        action.startsWith("Create")
            ? new Change.Created("arn of " + sent.get(0), "id")
            : Change.Created.NOTHING,
        answer,
        "only a create has an ARN to report");
  }

  /** The plan's +, ~ and - are those of the action, its values those of the step. */
  @ParameterizedTest
  @MethodSource("changes")
  void nothingIsThereBeforeAnAdditionOrAfterARemoval(Change change) {
    Step step = change.steps().get(0);
    switch (step.action().effect()) {
      case ADD -> assertTrue(step.before().isEmpty());
      case REMOVE -> assertTrue(step.after().isEmpty());
      case CHANGE -> assertFalse(step.after().isEmpty());
    }
  }

  @Test
  void noKindOfChangeIsMissingAbove() {
    Set<Object> tested = changes().map(a -> a.get()[0].getClass()).collect(Collectors.toSet());
    tested.add(Change.ReplaceRoleInInstanceProfile.class);
    assertEquals(Set.of(Change.class.getPermittedSubclasses()), tested);
  }

  @Test
  void theResourceIsTheOneOfTheAnswerOnceThereIsOne() {
    Step step = new Change.DetachRolePolicy("r", POLICY).steps().get(0);
    assertEquals(
        new Step(step.action(), ROLE, step.target(), step.before(), step.after()),
        step.withResource(ROLE));
  }

  private static final Change REPLACE =
      new Change.ReplaceRoleInInstanceProfile("i", PROFILE, "old", "new");
  private static final String EXISTS = "requireRole(new)";
  private static final String REMOVE = "removeRoleFromInstanceProfile(i, old)";
  private static final String ADD = "addRoleToInstanceProfile(i, new)";
  private static final String RESTORE = "addRoleToInstanceProfile(i, old)";

  @Test
  void aRoleIsReplacedInTwoCallsAfterALookForTheNewOne() {
    assertEquals(Change.Created.NOTHING, apply(REPLACE));
    assertEquals(List.of(EXISTS, REMOVE, ADD), sent);
    assertEquals(REPLACE.steps(), steps);
    assertEquals(
        List.of(
            PROFILE + " old i - {'role':'old'} -> {}", PROFILE + " new i - {} -> {'role':'new'}"),
        steps.stream().map(s -> (targets(s) + " " + values(s)).replace('"', '\'')).toList());
    assertEquals(2, REPLACE.stage(), "after the new role was created");
    assertEquals(Change.Created.NOTHING, REPLACE.call(iam(call -> false)));
  }

  @Test
  void aRoleIsKeptIfTheNewOneDoesNotExist() {
    assertThrows(Failure.class, () -> apply(REPLACE, EXISTS));
    assertEquals(List.of(EXISTS), sent);
    assertEquals(List.of(), steps);
  }

  @Test
  void aRoleIsRestoredIfTheNewOneCannotBeAdded() {
    Failure f = assertThrows(Failure.class, () -> apply(REPLACE, ADD));
    assertEquals("refused: " + ADD, f.getMessage());
    assertEquals(List.of(EXISTS, REMOVE, ADD, RESTORE), sent);
    assertEquals(0, f.getSuppressed().length);
  }

  @Test
  void whyARoleIsMissingIsReportedBeforeWhyItCouldNotBeRestored() {
    Failure f = assertThrows(Failure.class, () -> apply(REPLACE, ADD, RESTORE));
    assertEquals("refused: " + ADD, f.getMessage());
    assertEquals("refused: " + RESTORE, f.getSuppressed()[0].getMessage());
  }
}
