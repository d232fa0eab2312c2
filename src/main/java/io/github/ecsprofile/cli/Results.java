package io.github.ecsprofile.cli;

import io.github.ecsprofile.model.Aspect;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Result;
import java.util.List;
import java.util.Set;

/** From what IAM showed to what a command says of its aspects. */
final class Results {
  private Results() {}

  static Result of(
      Desired d, Observed seen, Set<Aspect> aspects, List<Result.Done> changes, boolean dryRun) {
    boolean hasPolicies = aspects.contains(Aspect.POLICIES);
    Result.Named profile =
        aspects.contains(Aspect.PROFILE) || aspects.contains(Aspect.MEMBERSHIP)
            ? seen.profile()
                .map(p -> new Result.Named(p.name(), p.arn()))
                .orElse(new Result.Named(d.profileName(), null))
            : null;
    Result.Named role = aspects.equals(Set.of(Aspect.PROFILE)) ? null : role(d, seen, changes);
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
  static Result.Named role(Desired d, Observed seen, List<Result.Done> changes) {
    return seen.role()
        .map(r -> new Result.Named(r.name(), r.arn()))
        .or(
            () ->
                seen.profile()
                    .flatMap(Observed.Profile::member)
                    .map(m -> new Result.Named(m.name(), m.arn())))
        .orElseGet(
            () ->
                new Result.Named(
                    d.roleName(),
                    changes.stream()
                        .filter(x -> x.action().equals("CreateRole"))
                        .map(Result.Done::resource)
                        .findFirst()
                        .orElse(null)));
  }
}
