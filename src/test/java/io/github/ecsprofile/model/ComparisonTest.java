package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a check shows of what was asked for and of what there is. */
class ComparisonTest {
  private final FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);

  private List<Check> checks(Desired desired) {
    return Comparison.checks(desired, iam.observed(), EnumSet.allOf(Component.class));
  }

  private List<Check> problems(Desired desired) {
    return checks(desired).stream().filter(c -> c.isProblem(true)).toList();
  }

  private static Desired trusting(PolicyDocument trust) {
    Desired d = ConvergenceTest.desired();
    return ConvergenceTest.with(d, trust, d.tags(), d.policies(), "", RoleAttributes.NONE);
  }

  @Test
  void everyCheckIsShownInOrder() {
    List<Check> checks = checks(ConvergenceTest.desired());
    assertEquals(
        List.of(
            Subject.ROLE,
            Subject.TRUST_POLICY,
            Subject.ROLE_TAG,
            Subject.ROLE_TAG,
            Subject.POLICY,
            Subject.POLICY,
            Subject.INSTANCE_PROFILE,
            Subject.INSTANCE_PROFILE_TAG,
            Subject.INSTANCE_PROFILE_TAG,
            Subject.ROLE_IN_PROFILE),
        checks.stream().map(Check::subject).toList());
    for (Check c : checks) {
      assertEquals(c.subject().isKeyed(), !c.key().isEmpty(), c.toString());
      assertEquals(Check.State.OK, c.state(), c.toString());
    }
  }

  @Test
  void thePathOfBothIsComparedIfItIsAskedFor() {
    Desired d = ConvergenceTest.desired();
    Desired path =
        ConvergenceTest.with(d, d.trust(), d.tags(), d.policies(), "/ecs/", RoleAttributes.NONE);
    assertEquals(
        List.of(
            Check.compare(Subject.ROLE_PATH, "/ecs/", "/"),
            Check.compare(Subject.INSTANCE_PROFILE_PATH, "/ecs/", "/")),
        problems(path));
    assertEquals(List.of(), problems(d));
  }

  @Test
  void aTrustPolicyOfOthersShowsThePrincipals() {
    assertEquals(
        List.of(
            Check.of(
                Subject.TRUST_POLICY,
                Check.State.DIFFERENT,
                "ecs.amazonaws.com",
                "ec2.amazonaws.com")),
        problems(trusting(ConvergenceTest.trust("ecs.amazonaws.com"))));
  }

  @Test
  void aTrustPolicyOfTheSamePrincipalsShowsTheStatements() {
    PolicyDocument plain = ConvergenceTest.trust("ec2.amazonaws.com");
    JsonNode tree = plain.tree().deepCopy();
    ((ObjectNode) tree.at("/Statement/0")).put("Action", "sts:TagSession");
    assertEquals(
        List.of(
            Check.of(
                Subject.TRUST_POLICY,
                Check.State.DIFFERENT,
                tree.get("Statement").toString(),
                plain.tree().get("Statement").toString())),
        problems(trusting(new PolicyDocument(tree))));
  }

  @Test
  void extraTagsOfBothAreFound() {
    iam.tagRole("p-role", Map.of("Owner", "me"));
    iam.tagInstanceProfile("p-profile", Map.of("Owner", "you"));
    assertEquals(
        List.of(
            Check.extra(Subject.ROLE_TAG, "Owner", "me"),
            Check.extra(Subject.INSTANCE_PROFILE_TAG, "Owner", "you")),
        problems(ConvergenceTest.desired()));
    assertEquals(
        List.of(
            new Change.UntagRole("p-role", iam.role.arn(), Map.of("Owner", "me")),
            new Change.UntagInstanceProfile(
                "p-profile", iam.profile.arn(), Map.of("Owner", "you"))),
        Planner.plan(
                ConvergenceTest.desired(),
                iam.observed(),
                Set.of(Component.ROLE, Component.PROFILE),
                new ApplyOptions(false, true, false))
            .changes());
  }

  private Check membership() {
    List<Check> all = problems(ConvergenceTest.desired());
    assertEquals(1, all.size(), all.toString());
    return all.get(0);
  }

  private static Check inProfile(String actual) {
    return Check.of(Subject.ROLE_IN_PROFILE, Check.State.DIFFERENT, "p-role", actual);
  }

  @Test
  void anotherRoleInTheProfileIsNamed() {
    iam.member("other", "AROAX");
    assertEquals(inProfile("other"), membership());
  }

  /** The profile still holds the role that was deleted: its name alone would look right. */
  @Test
  void aDeletedRoleInTheProfileIsNamedWithItsId() {
    iam.member("p-role", "AROAX");
    assertEquals(inProfile("p-role (deleted role AROAX)"), membership());
  }
}
