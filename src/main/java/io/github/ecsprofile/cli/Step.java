package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Provisioner;
import io.github.ecsprofile.iam.Reader;
import io.github.ecsprofile.iam.Writer;
import io.github.ecsprofile.model.Aspect;
import io.github.ecsprofile.model.Change;
import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.Plan;
import io.github.ecsprofile.model.Planner;
import io.github.ecsprofile.model.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The making commands' common way: options to Desired, through the Provisioner, to a Result. */
final class Step {
  @Option(names = "--update", description = "Change what exists and differs.")
  boolean update;

  @Option(
      names = "--prune",
      description = "Take away managed policies and tags that were not asked for.")
  boolean prune;

  @Option(names = "--dry-run", description = "Everything but the writes.")
  boolean dryRun;

  int run(EcsProfile root, TargetOptions target, Aspect first, Aspect... more) {
    Set<Aspect> aspects = EnumSet.of(first, more);
    Desired desired = target.desired(root);
    List<Result.Done> done = new ArrayList<>();
    try (Connection c = root.connect()) {
      Reader reader = new Reader(c.iam(), c.workers());
      Provisioner p =
          new Provisioner(
              reader,
              new Writer(c.iam()),
              c.workers(),
              root.timeout(),
              (change, resource) -> {
                done.add(new Result.Done(change.action(), resource));
                root.done(change.action() + " " + resource);
              });
      Provisioner.Outcome o =
          dryRun ? p.look(desired, aspects, update, prune) : p.run(desired, aspects, update, prune);
      extras(root, o.plan());
      if (dryRun) {
        Planner.requireBase(desired, o.observed(), aspects);
        if (!o.plan().conflicts().isEmpty()) {
          throw Provisioner.conflict(o.plan().conflicts());
        }
        o.plan().changes().forEach(x -> done.add(new Result.Done(x.action(), x.resource())));
      }
      root.print(result(desired, o, aspects, done));
      return 0;
    }
  }

  private static void extras(EcsProfile root, Plan plan) {
    for (Check c : plan.extras()) {
      root.note("left alone, not asked for: " + c.name() + " (--prune takes it away)");
    }
  }

  private Result result(
      Desired d, Provisioner.Outcome o, Set<Aspect> aspects, List<Result.Done> done) {
    Observed seen = o.observed();
    Observed.Role role = seen.role().orElse(null);
    Observed.Profile profile = seen.profile().orElse(null);
    String roleArn =
        role != null
            ? role.arn()
            : profile != null && profile.member().isPresent()
                ? profile.member().get().arn()
                : made(done, new Change.CreateRole(d).action());
    String roleName =
        role != null
            ? role.name()
            : profile != null
                ? profile.member().map(Observed.Member::name).orElse(d.roleName())
                : d.roleName();
    boolean hasProfile = aspects.contains(Aspect.PROFILE) || aspects.contains(Aspect.MEMBERSHIP);
    boolean hasRole =
        aspects.contains(Aspect.ROLE)
            || aspects.contains(Aspect.POLICIES)
            || aspects.contains(Aspect.MEMBERSHIP);
    boolean hasPolicies = aspects.contains(Aspect.POLICIES);
    String profileArn = profile == null ? null : profile.arn();
    List<String> lines =
        dryRun
            ? done.stream().map(x -> x.action() + " " + x.resource()).toList()
            : hasProfile ? List.of(profileArn) : hasPolicies ? d.policies() : List.of(roleArn);
    return new Result(
        lines,
        d.project(),
        hasRole ? new Result.Named(roleName, roleArn) : null,
        hasProfile
            ? new Result.Named(profile == null ? d.profileName() : profile.name(), profileArn)
            : null,
        hasPolicies ? d.policies() : null,
        List.copyOf(done),
        null,
        dryRun);
  }

  private static String made(List<Result.Done> done, String action) {
    return done.stream()
        .filter(x -> x.action().equals(action) && x.resource().startsWith("arn:"))
        .map(Result.Done::resource)
        .findFirst()
        .orElse(null);
  }
}
