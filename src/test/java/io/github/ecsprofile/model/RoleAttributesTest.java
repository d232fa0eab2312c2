package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plan for every row of {@link RoleAttribute}. */
class RoleAttributesTest {
  private static Plan plan(Desired desired, FakeIam iam, boolean update) {
    return Planner.plan(
        desired, iam.observed(), Set.of(Component.ROLE), new ApplyOptions(update, false, false));
  }

  private static Desired with(RoleAttributes attributes) {
    Desired d = ConvergenceTest.desired();
    return ConvergenceTest.with(d, d.trust(), d.tags(), d.policies(), "", attributes);
  }

  @Test
  void theAttributesOfOneCallAreOneChange() {
    FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);
    List<Change> changes = plan(with(AttributeSamples.all()), iam, true).changes();
    assertEquals(
        Stream.of(RoleAttribute.Setter.values())
            .map(RoleAttribute.Setter::action)
            .sorted()
            .toList(),
        changes.stream().map(c -> c.steps().get(0).action()).sorted().toList());
  }

  @ParameterizedTest
  @EnumSource
  void aChangedAttributeLeavesTheOthers(RoleAttribute attribute) {
    FakeIam iam = new FakeIam();
    iam.createRole(with(AttributeSamples.all()));
    Desired other = with(new RoleAttributes(Map.of(attribute, AttributeSamples.other(attribute))));
    assertEquals(1, plan(other, iam, false).obstacles().size());
    Plan plan = plan(other, iam, true);
    assertEquals(1, plan.changes().size(), plan.toString());
    Step step = plan.changes().get(0).steps().get(0);
    assertEquals(attribute.setter().action(), step.action());
    assertEquals(
        new RoleAttributes(Map.of(attribute, AttributeSamples.one(attribute))).json(),
        step.before());
    assertEquals(other.attributes().json(), step.after());
    plan.changes().forEach(c -> c.call(iam));
    assertEquals(AttributeSamples.allBut(attribute), iam.role.attributes());
  }

  @Test
  void anAttributeThatIsAskedForAsIamTakesItUnsetIsNoDifference() {
    FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);
    iam.attributes(RoleAttributes.NONE);
    RoleAttributes unset = RoleAttributes.from(a -> a.effective(RoleAttributes.NONE));
    assertTrue(unset.get(RoleAttribute.DESCRIPTION).isPresent());
    assertEquals(List.of(), plan(with(unset), iam, true).changes());
  }

  @Test
  void thePlanShowsTheValuesInTheOrderOfTheChecks() {
    FakeIam iam = ConvergenceTest.state(1, 2, 2, 1);
    RoleAttributes three =
        AttributeSamples.all()
            .only(
                EnumSet.range(RoleAttribute.DESCRIPTION, RoleAttribute.PERMISSIONS_BOUNDARY)
                    ::contains);
    String boundary = "{\"permissionsBoundary\":\"arn:aws:iam::aws:policy/ReadOnlyAccess\"}";
    // A call that sets several attributes is planned when all are known.
    assertEquals(
        List.of(
            "PutRolePermissionsBoundary {} " + boundary,
            "UpdateRole {\"description\":\"\",\"maxSessionDuration\":3600}"
                + " {\"description\":\"one-DESCRIPTION\",\"maxSessionDuration\":3611}"),
        plan(with(three), iam, true).changes().stream()
            .map(c -> c.steps().get(0))
            .map(s -> s.action().apiName() + " " + s.before() + " " + s.after())
            .toList());
  }

  @Test
  void aViolationOfALimitNamesIt() {
    for (RoleAttribute a : RoleAttribute.values()) {
      if (a.type() == AttributeValue.Type.SECONDS) {
        for (int number : List.of(a.min() - 1, a.max() + 1)) {
          Violation v = a.check(new AttributeValue.Seconds(number)).orElseThrow();
          assertEquals(List.of(a, Violation.Rule.RANGE), List.of(v.attribute(), v.rule()));
          assertEquals(List.of(number, a.max()), List.of(v.actual(), v.limit()));
        }
      }
    }
    assertEquals(3600, RoleAttribute.MAX_SESSION_DURATION.min());
    assertEquals(43200, RoleAttribute.MAX_SESSION_DURATION.max());
  }

  @Test
  void theTextOfAnAttributeIsThatOfItsValue() {
    RoleAttributes hour =
        new RoleAttributes(
            Map.of(RoleAttribute.MAX_SESSION_DURATION, new AttributeValue.Seconds(3600)));
    assertEquals("3600", hour.text(RoleAttribute.MAX_SESSION_DURATION));
    assertNull(hour.text(RoleAttribute.DESCRIPTION));
  }

  @Test
  void anAttributeHasAValueOfItsType() {
    Map<RoleAttribute, AttributeValue> text =
        Map.of(RoleAttribute.MAX_SESSION_DURATION, new AttributeValue.Text("7200"));
    assertThrows(IllegalArgumentException.class, () -> new RoleAttributes(text));
  }
}
