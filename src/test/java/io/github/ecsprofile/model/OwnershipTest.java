package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resources a run takes for its own, and what it does with the others. */
class OwnershipTest {
  private static final Set<Component> ALL = EnumSet.allOf(Component.class);
  private static final ApplyOptions CREATE_ONLY = new ApplyOptions(false, false, false);
  private static final ApplyOptions ADOPT = new ApplyOptions(false, false, true);

  private static Map<String, String> tags(String text) {
    return text == null
        ? Map.of()
        : Arrays.stream(text.split(" "))
            .map(t -> t.split("="))
            .collect(
                Collectors.toMap(t -> t[0], t -> t[1], (a, b) -> b, () -> new LinkedHashMap<>()));
  }

  private static FakeIam iam(String roleTags, String profileTags) {
    FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);
    Observed.Role r = iam.role;
    iam.untagRole(r.name(), List.copyOf(r.tags().keySet()));
    iam.tagRole(r.name(), tags(roleTags));
    iam.untagInstanceProfile("p-profile", List.copyOf(iam.profile.tags().keySet()));
    iam.tagInstanceProfile("p-profile", tags(profileTags));
    return iam;
  }

  private static String obstacles(Plan plan) {
    return plan.obstacles().stream()
        .map(
            o ->
                o instanceof Obstacle.NotManaged n
                    ? n.kind() == Obstacle.ResourceKind.ROLE ? "role" : "profile"
                    : o.getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        // role's tags                  | profile's tags                 | not managed
        "Project=p ManagedBy=ecs-profile | Project=p ManagedBy=ecs-profile | ''",
        "project=p MANAGEDBY=ecs-profile | Project=p ManagedBy=ecs-profile | ''",
        "Project=p ManagedBy=ecs-profile | project=p ManagedBy=ecs-profile | profile",
        "Project=p ManagedBy=ecs-profile | Project=p managedby=ecs-profile | profile",
        "Project=P ManagedBy=ecs-profile | Project=p ManagedBy=ecs-profile | role",
        "Project=p ManagedBy=terraform   | Project=p ManagedBy=ecs-profile | role",
        "project=q ManagedBy=ecs-profile | Project=p ManagedBy=ecs-profile | role",
        "Project=p                       | Project=p ManagedBy=ecs-profile | role",
        "ManagedBy=ecs-profile           | Project=p ManagedBy=ecs-profile | role",
        "Project=p ManagedBy=ecs-profile | Project=p                       | profile",
        "Project=p ManagedBy=ecs-profile | -                               | profile",
        "-                               | Project=p ManagedBy=ecs-profile | role",
        "-                               | -                               | role profile",
        "Owner=me                        | Owner=me                        | role profile"
      })
  void aResourceIsManagedByItsOwnerTags(String role, String profile, String notManaged) {
    FakeIam iam = iam(role, profile);
    Desired d = ConvergenceTest.desired();
    for (ApplyOptions o : List.of(CREATE_ONLY, new ApplyOptions(true, true, false))) {
      assertEquals(notManaged, obstacles(Planner.plan(d, iam.observed(), ALL, o)));
    }
    assertEquals(notManaged, obstacles(DeletePlanner.plan(d, iam.found(), false)));
    assertEquals("", obstacles(DeletePlanner.plan(d, iam.found(), true)));

    Plan adopted = Planner.plan(d, iam.observed(), ALL, ADOPT);
    assertEquals("", obstacles(adopted));
    adopted.changes().forEach(c -> c.call(iam));
    assertEquals("", obstacles(Planner.plan(d, iam.observed(), ALL, CREATE_ONLY)));
  }

  @Test
  void adoptSetsTheOwnerTagsAndNothingElse() {
    FakeIam iam = iam("project=theirs Owner=you", "project=theirs");
    Plan plan = Planner.plan(ConvergenceTest.desired(), iam.observed(), ALL, ADOPT);
    assertEquals(
        List.of("TagRole", "TagInstanceProfile"),
        plan.changes().stream().map(c -> c.steps().get(0).action().apiName()).toList());
    plan.changes().forEach(c -> c.call(iam));
    assertEquals(
        Map.of("Owner", "you", "Project", "p", "ManagedBy", "ecs-profile"), iam.role.tags());
    // An instance profile's keys differ in case: the other tag stays beside the one that is added.
    assertEquals(
        Map.of("project", "theirs", "Project", "p", "ManagedBy", "ecs-profile"),
        iam.profile.tags());
  }

  @Test
  void otherDifferencesStillNeedUpdate() {
    FakeIam iam = iam("Owner=you", "Project=p ManagedBy=ecs-profile");
    iam.updateAssumeRolePolicy("p-role", ConvergenceTest.trust("lambda.amazonaws.com"));
    Plan plan = Planner.plan(ConvergenceTest.desired(), iam.observed(), ALL, ADOPT);
    assertEquals("Differs", obstacles(plan));
  }

  @Test
  void aTagThatIsNoOwnerTagStillNeedsUpdate() {
    String owned = "Project=p ManagedBy=ecs-profile Team=theirs";
    FakeIam iam = iam(owned, owned);
    Desired d = ConvergenceTest.desired();
    Desired team =
        ConvergenceTest.with(
            d,
            d.trust(),
            tags("Project=p ManagedBy=ecs-profile Team=ours"),
            d.policies(),
            "",
            RoleAttributes.NONE);
    assertEquals("Differs Differs", obstacles(Planner.plan(team, iam.observed(), ALL, ADOPT)));
    Plan update = Planner.plan(team, iam.observed(), ALL, new ApplyOptions(true, false, false));
    assertEquals("", obstacles(update));
    assertEquals(
        List.of(
            new Change.TagRole("p-role", iam.role.arn(), tags("Team=theirs"), tags("Team=ours")),
            new Change.TagInstanceProfile(
                "p-profile", iam.profile.arn(), tags("Team=theirs"), tags("Team=ours"))),
        update.changes());
  }

  @Test
  void theMessageShowsTheOwnerTagsAsTheyAreStored() {
    FakeIam iam = iam("PROJECT=theirs Owner=you", "project=theirs ManagedBy=terraform Team=a");
    Desired d = ConvergenceTest.desired();
    assertEquals(
        List.of(
            new Obstacle.NotManaged(
                Obstacle.ResourceKind.ROLE,
                "p-role",
                FakeIam.CREATED,
                tags("PROJECT=theirs"),
                d.ownerTags()),
            new Obstacle.NotManaged(
                Obstacle.ResourceKind.INSTANCE_PROFILE,
                "p-profile",
                FakeIam.CREATED,
                tags("project=theirs ManagedBy=terraform"),
                d.ownerTags())),
        Planner.plan(d, iam.observed(), ALL, CREATE_ONLY).obstacles());
  }

  /** A step writes to a role and an instance profile that it does not create. */
  @Test
  void aStepAdoptsWhatItBuildsOn() {
    FakeIam iam = iam("Owner=you", "Owner=you");
    Desired d = ConvergenceTest.desired();
    for (Component step : List.of(Component.POLICIES, Component.ROLE_IN_PROFILE)) {
      Plan plan = Planner.plan(d, iam.observed(), Set.of(step), CREATE_ONLY);
      assertEquals("role profile", obstacles(plan));
      Plan adopted = Planner.plan(d, iam.observed(), Set.of(step), ADOPT);
      assertEquals("", obstacles(adopted));
      assertEquals(
          List.of(
              new Change.TagRole("p-role", iam.role.arn(), Map.of(), d.ownerTags()),
              new Change.TagInstanceProfile(
                  "p-profile", iam.profile.arn(), Map.of(), d.ownerTags())),
          adopted.changes());
    }
  }

  @Test
  void aRoleFromARoleTemplateIsNeverTakenOver() {
    FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);
    iam.roleTemplate("arn:aws:iam::aws:role-template/x");
    Desired d = ConvergenceTest.desired();
    for (Component c : List.of(Component.ROLE, Component.POLICIES, Component.ROLE_IN_PROFILE)) {
      Plan plan = Planner.plan(d, iam.observed(), Set.of(c), new ApplyOptions(true, true, true));
      assertTrue(obstacles(plan).contains("FromRoleTemplate"), c.toString());
    }
    assertEquals("FromRoleTemplate", obstacles(DeletePlanner.plan(d, iam.found(), false)));
    assertEquals("", obstacles(DeletePlanner.plan(d, iam.found(), true)));
  }

  @Test
  void aRolesTagOfAnotherCaseIsTheSameTag() {
    FakeIam iam = iam("project=p managedby=ecs-profile", "Project=p ManagedBy=ecs-profile");
    for (ApplyOptions o : List.of(CREATE_ONLY, new ApplyOptions(true, true, true))) {
      assertEquals(
          List.of(), Planner.plan(ConvergenceTest.desired(), iam.observed(), ALL, o).changes());
    }
  }
}
