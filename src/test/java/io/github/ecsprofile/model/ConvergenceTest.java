package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of the five objects, cut off after every call, and run once more: the same end, and
 * nothing left to do.
 */
class ConvergenceTest {
  private static final Set<Component> ALL = EnumSet.allOf(Component.class);
  private static final List<String> POLICIES =
      List.of("arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B");

  static PolicyDocument trust(String service) {
    try {
      return new PolicyDocument(
          new ObjectMapper()
              .readTree(
                  "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                      + "\"Principal\":{\"Service\":\""
                      + service
                      + "\"}}]}"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Desired desired() {
    return new Desired(
        "p",
        "p-role",
        "p-profile",
        trust("ec2.amazonaws.com"),
        Map.of("Project", "p", "ManagedBy", "ecs-profile"),
        POLICIES,
        Optional.empty(),
        RoleAttributes.NONE);
  }

  /**
   * A state, by choice: role none, right, untagged, mistrusting; policies none, one, both, one too
   * many; profile none, untagged, right; inside no role, the role, another role.
   */
  static FakeIam state(int role, int policies, int profile, int inside) {
    FakeIam iam = new FakeIam();
    Desired d = desired();
    if (role > 0) {
      iam.createRole(d);
      if (role == 2) {
        iam.untagRole("p-role", List.of("ManagedBy"));
      }
      if (role == 3) {
        iam.updateAssumeRolePolicy("p-role", trust("lambda.amazonaws.com"));
      }
      POLICIES.stream().limit(policies).forEach(arn -> iam.attachRolePolicy("p-role", arn));
      if (policies == 3) {
        iam.attachRolePolicy("p-role", "arn:aws:iam::aws:policy/Extra");
      }
    }
    if (profile > 0) {
      iam.createInstanceProfile(d);
      if (profile == 1) {
        iam.untagInstanceProfile("p-profile", List.of("Project"));
      }
      if (inside == 1 && role > 0) {
        iam.addRoleToInstanceProfile("p-profile", "p-role");
      }
      if (inside == 2) {
        iam.member("other", "AROAX");
      }
    }
    return iam;
  }

  static Stream<List<Integer>> states() {
    List<List<Integer>> all = new ArrayList<>();
    for (int role = 0; role < 4; role++) {
      for (int policies = 0; policies < 4; policies++) {
        for (int profile = 0; profile < 3; profile++) {
          for (int inside = 0; inside < 3; inside++) {
            all.add(List.of(role, policies, profile, inside));
          }
        }
      }
    }
    return all.stream();
  }

  private static FakeIam state(List<Integer> s) {
    return state(s.get(0), s.get(1), s.get(2), s.get(3));
  }

  private static List<Change> staged(Plan plan) {
    // IAM may answer the changes of one stage in any order.
    List<Change> shuffled = new ArrayList<>(plan.changes());
    Collections.shuffle(shuffled, new Random(plan.changes().size()));
    shuffled.sort(Comparator.comparingInt(Change::stage));
    return shuffled;
  }

  private static Plan plan(FakeIam iam, boolean update, boolean prune) {
    return plan(desired(), iam, update, prune);
  }

  private static Plan plan(Desired d, FakeIam iam, boolean update, boolean prune) {
    return Planner.plan(d, iam.observed(), ALL, new ApplyOptions(update, prune, update));
  }

  @ParameterizedTest
  @MethodSource("states")
  void aSecondRunFinishesAnInterruptedOne(List<Integer> s) {
    int calls = staged(plan(state(s), true, true)).size();
    for (int cut = 0; cut <= calls; cut++) {
      FakeIam iam = state(s);
      List<Change> first = staged(plan(iam, true, true));
      first.subList(0, cut).forEach(c -> c.call(iam));
      staged(plan(iam, true, true)).forEach(c -> c.call(iam));
      Plan after = plan(iam, true, true);
      assertEquals(List.of(), after.changes(), "cut after " + cut + " of " + first);
      assertEquals(List.of(), after.obstacles());
      assertTrue(after.checks().stream().allMatch(c -> c.state() == Check.State.OK));
      assertEquals(Set.copyOf(POLICIES), Set.copyOf(iam.attached));
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void withoutUpdateOnlyWhatIsMissingIsCreated(List<Integer> s) {
    FakeIam iam = state(s);
    Plan plan = plan(iam, false, false);
    boolean differs = s.get(0) == 3 || s.get(2) > 0 && s.get(3) == 2;
    boolean notManaged = s.get(0) == 2 || s.get(2) == 1;
    assertEquals(differs || notManaged, !plan.obstacles().isEmpty(), plan.toString());
    if (plan.obstacles().isEmpty()) {
      List<String> before = List.copyOf(iam.attached);
      staged(plan).forEach(c -> c.call(iam));
      assertTrue(iam.attached.containsAll(before), "nothing was detached");
      assertEquals(List.of(), plan(iam, false, false).changes());
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void aCutDeleteGoesOn(List<Integer> s) {
    FakeIam whole = state(s);
    int calls = DeletePlanner.plan(desired(), whole.found(), true).changes().size();
    for (int cut = 0; cut <= calls; cut++) {
      FakeIam iam = state(s);
      if (iam.role != null) {
        iam.inline.add("inline");
      }
      staged(DeletePlanner.plan(desired(), iam.found(), true)).stream()
          .limit(cut)
          .forEach(c -> c.call(iam));
      staged(DeletePlanner.plan(desired(), iam.found(), true)).forEach(c -> c.call(iam));
      assertNull(iam.role);
      assertNull(iam.profile);
      assertEquals(List.of(), DeletePlanner.plan(desired(), iam.found(), true).changes());
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void deleteStopsAtWhatIsNotTheProjectsOwn(List<Integer> s) {
    boolean role = s.get(0) > 0;
    boolean foreign =
        s.get(0) == 2 || role && s.get(1) == 3 || s.get(2) == 1 || s.get(2) > 0 && s.get(3) == 2;
    Plan plan = DeletePlanner.plan(desired(), state(s).found(), false);
    assertEquals(foreign, !plan.obstacles().isEmpty(), plan.obstacles().toString());
  }

  @Test
  void deleteNamesAnInlinePolicyAndAnotherProfile() {
    FakeIam iam = state(1, 2, 2, 1);
    Observed.Profile other =
        new Observed.Profile("other", "arn:x", "AIPAX", "/", null, Map.of(), iam.profile.member());
    DeletePlanner.Found found =
        new DeletePlanner.Found(iam.observed(), List.of("mine"), List.of(iam.profile, other));
    assertEquals(2, DeletePlanner.plan(desired(), found, false).obstacles().size());
    assertEquals(
        2,
        DeletePlanner.plan(desired(), found, true).changes().stream()
            .filter(c -> c instanceof Change.RemoveRoleFromInstanceProfile)
            .count());
  }

  /** One component of what was asked for changed at a time. */
  static Stream<Desired> others() {
    Desired d = desired();
    Map<String, String> tags = new LinkedHashMap<>(d.tags());
    tags.put("Owner", "me");
    Map<String, String> value = new LinkedHashMap<>(d.tags());
    value.put("Project", "q");
    List<Desired> all = new ArrayList<>();
    all.add(with(d, trust("x.amazonaws.com"), d.tags(), d.policies(), "", RoleAttributes.NONE));
    all.add(with(d, d.trust(), tags, d.policies(), "", RoleAttributes.NONE));
    all.add(with(d, d.trust(), value, d.policies(), "", RoleAttributes.NONE));
    List<String> policy = List.of("arn:aws:iam::aws:policy/C");
    all.add(with(d, d.trust(), d.tags(), policy, "", RoleAttributes.NONE));
    all.add(with(d, d.trust(), d.tags(), d.policies(), "/ecs/", RoleAttributes.NONE));
    for (RoleAttribute a : RoleAttribute.values()) {
      RoleAttributes one = new RoleAttributes(Map.of(a, AttributeSamples.one(a)));
      all.add(with(d, d.trust(), d.tags(), d.policies(), "", one));
    }
    return all.stream();
  }

  static Desired with(
      Desired d,
      PolicyDocument trust,
      Map<String, String> tags,
      List<String> policies,
      String path,
      RoleAttributes attributes) {
    return new Desired(
        d.project(),
        d.roleName(),
        d.profileName(),
        trust,
        tags,
        policies,
        path.isEmpty() ? Optional.empty() : Optional.of(path),
        attributes);
  }

  @ParameterizedTest
  @MethodSource("others")
  void noComponentIsForgotten(Desired other) {
    FakeIam iam = state(1, 2, 2, 1);
    Plan plan = plan(other, iam, true, false);
    boolean path = other.path().isPresent();
    assertEquals(path, plan.changes().isEmpty(), plan.toString());
    assertEquals(path, !plan.obstacles().isEmpty(), plan.toString());
    staged(plan).forEach(c -> c.call(iam));
    if (!path) {
      Plan again = plan(other, iam, true, false);
      assertEquals(List.of(), again.changes());
    }
    FakeIam fresh = new FakeIam();
    staged(plan(other, fresh, false, false)).forEach(c -> c.call(fresh));
    assertEquals(List.of(), plan(other, fresh, true, true).changes(), "made fresh");
  }

  @Test
  void aStepIsNotGivenToARoleThatTrustsSomebodyElse() {
    FakeIam iam = state(3, 0, 2, 0);
    for (Component step : List.of(Component.POLICIES, Component.ROLE_IN_PROFILE)) {
      Plan plan =
          Planner.plan(desired(), iam.observed(), Set.of(step), new ApplyOptions(true, true, true));
      assertFalse(plan.obstacles().isEmpty(), step.toString());
    }
  }

  @Test
  void aRoleMadeAnewUnderItsNameIsAnotherRole() {
    FakeIam iam = state(1, 2, 2, 1);
    String before = iam.role.id();
    iam.role = null;
    iam.createRole(desired());
    assertNotEquals(before, iam.role.id());
    assertEquals(
        List.of(Subject.ROLE_IN_PROFILE),
        plan(iam, false, false).checks().stream()
            .filter(c -> c.state() == Check.State.DIFFERENT)
            .map(Check::subject)
            .toList());
    assertEquals(1, plan(iam, false, false).obstacles().size());
  }

  @Test
  void tagsOfAwsAreNotExtras() {
    FakeIam iam = state(1, 2, 2, 1);
    iam.tagRole("p-role", Map.of("aws:cloudformation:stack-name", "s", "Owner", "me"));
    Plan plan = plan(iam, false, false);
    assertEquals(List.of("Owner"), plan.extras().stream().map(Check::key).toList());
    assertEquals(
        List.of(new Change.UntagRole("p-role", iam.role.arn(), Map.of("Owner", "me"))),
        plan(iam, false, true).changes());
  }
}
