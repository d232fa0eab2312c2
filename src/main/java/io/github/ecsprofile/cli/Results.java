package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Result;
import java.util.List;
import java.util.Set;

/** From what IAM showed to what a command says of its components. */
final class Results {
  private Results() {}

  static Result of(
      Desired d,
      Observed seen,
      Set<Component> components,
      List<Result.AppliedChange> changes,
      boolean dryRun) {
    boolean hasPolicies = components.contains(Component.POLICIES);
    Result.ResourceRef profile =
        components.contains(Component.PROFILE) || components.contains(Component.ROLE_IN_PROFILE)
            ? seen.profile()
                .map(p -> new Result.ResourceRef(p.name(), p.arn()))
                .orElse(new Result.ResourceRef(d.profileName(), null))
            : null;
    Result.ResourceRef role =
        components.equals(Set.of(Component.PROFILE)) ? null : role(d, seen, changes);
    List<String> lines =
        dryRun
            ? changes.stream().map(x -> x.action() + " " + x.resource()).toList()
            : profile != null
                ? List.of(profile.arn())
                : hasPolicies ? d.policies() : List.of(role.arn());
    return new Result(
        lines,
        d.project(),
        role,
        profile,
        hasPolicies ? d.policies() : null,
        changes,
        null,
        dryRun);
  }

  /** From the role itself, else from the profile that holds it, else from what was just made. */
  static Result.ResourceRef role(Desired d, Observed seen, List<Result.AppliedChange> changes) {
    return seen.role()
        .map(r -> new Result.ResourceRef(r.name(), r.arn()))
        .or(
            () ->
                seen.profile()
                    .flatMap(Observed.Profile::member)
                    .map(m -> new Result.ResourceRef(m.name(), m.arn())))
        .orElseGet(
            () ->
                new Result.ResourceRef(
                    d.roleName(),
                    changes.stream()
                        .filter(x -> x.action().equals("CreateRole"))
                        .map(Result.AppliedChange::resource)
                        .findFirst()
                        .orElse(null)));
  }
}
