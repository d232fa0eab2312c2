package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Failure.Kind;
import io.github.ecsprofile.model.Right;
import io.github.ecsprofile.model.RightCheck;
import io.github.ecsprofile.model.RightCheck.Decision;
import io.github.ecsprofile.model.RightCheck.PolicyType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.Statement;

/** Asks IAM whether the caller has rights (SimulatePrincipalPolicy). */
public final class PolicySimulator {
  private static final String ACTION = "SimulatePrincipalPolicy";
  private static final Pattern CALLER =
      Pattern.compile("arn:([\\w-]+):(iam|sts)::(\\d{12}):([a-z-]+)(?:/(.+))?");

  /**
   * Names the user or role whose policies limit the caller.
   *
   * @param isPathKnown whether the ARN has the role's path for certain
   */
  public record Principal(String arn, boolean isPathKnown) {}

  /** What one call asks about: actions on one resource in one context. */
  private record Question(String resource, Map<String, List<String>> context) {}

  private final IamClient iam;
  private final DeadlineExecutor executor;

  PolicySimulator(IamClient iam, DeadlineExecutor executor) {
    this.iam = iam;
    this.executor = executor;
  }

  /**
   * Returns the principal of a caller. The ARN of a role session has the role's name only, so
   * GetRole is asked for the path; where that is denied, the path is taken to be {@code /}.
   *
   * @throws Failure of kind BAD_INPUT if IAM cannot simulate such a caller
   */
  public Principal principal(CallerIdentity caller) {
    Matcher m = CALLER.matcher(caller.arn());
    String kind = m.matches() ? m.group(2) + ":" + m.group(4) : "";
    return switch (kind) {
      case "iam:user" -> new Principal(caller.arn(), true);
      case "sts:assumed-role" -> {
        String name = m.group(5).split("/", 2)[0];
        String plain = "arn:" + m.group(1) + ":iam::" + m.group(3) + ":role/" + name;
        yield executor.await(executor.submit(true, null, () -> role(name, plain)));
      }
      default ->
          throw Failure.badInput(
              "the caller is " + caller.arn() + ": IAM simulates the policies of users and roles",
              "Use the credentials of a user or a role.");
    };
  }

  private Principal role(String name, String plain) {
    try {
      String arn = SdkErrors.call("GetRole", () -> iam.getRole(r -> r.roleName(name)).role().arn());
      return new Principal(arn, true);
    } catch (Failure f) {
      if (f.getCause() instanceof AccessDenied) {
        return new Principal(plain, false);
      }
      throw f;
    }
  }

  /**
   * Returns what IAM decides about each right, in the order of the rights. Rights with the same
   * resource and context share a call. The first runs alone, since it shows whether the caller may
   * ask at all; the others run in parallel.
   */
  public List<RightCheck> check(Principal principal, List<Right> rights) {
    Map<Question, List<Right>> groups = new LinkedHashMap<>();
    for (Right r : rights) {
      groups
          .computeIfAbsent(new Question(r.resource(), r.context()), q -> new ArrayList<>())
          .add(r);
    }
    Map<Right, RightCheck> found = new LinkedHashMap<>();
    List<Future<Map<Right, RightCheck>>> calls = new ArrayList<>();
    groups.forEach(
        (question, asked) -> {
          Future<Map<Right, RightCheck>> call =
              executor.submit(true, null, () -> simulate(principal, question, asked));
          if (found.isEmpty()) {
            found.putAll(executor.await(call));
          } else {
            calls.add(call);
          }
        });
    calls.forEach(call -> found.putAll(executor.await(call)));
    return rights.stream().map(found::get).toList();
  }

  private Map<Right, RightCheck> simulate(
      Principal principal, Question question, List<Right> rights) {
    SimulatePrincipalPolicyRequest request =
        SimulatePrincipalPolicyRequest.builder()
            .policySourceArn(principal.arn())
            .actionNames(rights.stream().map(Right::action).toList())
            .resourceArns(question.resource())
            .contextEntries(entries(principal, question.context()))
            .build();
    Map<String, EvaluationResult> results = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try {
      SdkErrors.call(
          ACTION,
          () -> {
            iam.simulatePrincipalPolicyPaginator(request)
                .evaluationResults()
                .forEach(r -> results.put(r.evalActionName(), r));
            return results;
          });
    } catch (Failure f) {
      throw explained(f, principal);
    }
    Map<Right, RightCheck> checks = new LinkedHashMap<>();
    for (Right right : rights) {
      EvaluationResult result = results.get(right.action());
      if (result == null) {
        throw new Failure(
            Kind.INTERNAL,
            ACTION + ": IAM gave no decision about " + right.action(),
            "Run the command again; -v shows more.");
      }
      checks.put(right, check(right, result));
    }
    return checks;
  }

  /** Returns the entries for the request: of the right, and what every request of a caller has. */
  private static List<ContextEntry> entries(
      Principal principal, Map<String, List<String>> context) {
    Map<String, List<String>> all = new LinkedHashMap<>(context);
    all.put("aws:PrincipalArn", List.of(principal.arn()));
    all.put("aws:PrincipalAccount", List.of(principal.arn().split(":", 6)[4]));
    all.put("aws:SecureTransport", List.of("true"));
    List<ContextEntry> entries = new ArrayList<>();
    all.forEach(
        (key, values) ->
            entries.add(
                ContextEntry.builder()
                    .contextKeyName(key)
                    .contextKeyValues(values)
                    .contextKeyType(type(key))
                    .build()));
    return entries;
  }

  private static ContextKeyTypeEnum type(String key) {
    return switch (key) {
      case "aws:TagKeys" -> ContextKeyTypeEnum.STRING_LIST;
      case "aws:SecureTransport" -> ContextKeyTypeEnum.BOOLEAN;
      default -> ContextKeyTypeEnum.STRING;
    };
  }

  private static RightCheck check(Right right, EvaluationResult result) {
    Decision decision =
        result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED
            ? Decision.ALLOWED
            : result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY
                ? Decision.EXPLICIT_DENY
                : Decision.IMPLICIT_DENY;
    Set<PolicyType> deniedBy = EnumSet.noneOf(PolicyType.class);
    if (decision != Decision.ALLOWED) {
      if (result.organizationsDecisionDetail() != null
          && Boolean.FALSE.equals(result.organizationsDecisionDetail().allowedByOrganizations())) {
        deniedBy.add(PolicyType.SERVICE_CONTROL_POLICY);
      }
      if (result.permissionsBoundaryDecisionDetail() != null
          && Boolean.FALSE.equals(
              result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())) {
        deniedBy.add(PolicyType.PERMISSIONS_BOUNDARY);
      }
      if (deniedBy.isEmpty()) {
        deniedBy.add(PolicyType.IDENTITY_POLICY);
      }
    }
    return new RightCheck(
        right,
        decision,
        deniedBy,
        matched(result).map(Statement::sourcePolicyId).distinct().toList(),
        missing(result).filter(right::leavesOpen).distinct().sorted().toList());
  }

  // With a resource in the request, IAM gives both below it, and not beside the decision.
  private static Stream<Statement> matched(EvaluationResult result) {
    return Stream.concat(
        result.matchedStatements().stream(),
        result.resourceSpecificResults().stream().flatMap(r -> r.matchedStatements().stream()));
  }

  private static Stream<String> missing(EvaluationResult result) {
    return Stream.concat(
        result.missingContextValues().stream(),
        result.resourceSpecificResults().stream().flatMap(r -> r.missingContextValues().stream()));
  }

  private static Failure explained(Failure f, Principal principal) {
    if (f.getCause() instanceof AccessDenied denial) {
      return new Failure(
          Kind.ACCESS_DENIED,
          f.getMessage(),
          "Ask for " + denial.action() + " on " + principal.arn() + ", the caller itself.",
          denial);
    }
    if (!(f.getCause() instanceof AwsServiceException e)) {
      return f;
    }
    return switch (ErrorDetails.of(e).code()) {
      case "NoSuchEntity" ->
          principal.isPathKnown()
              ? new Failure(
                  Kind.NOT_FOUND,
                  f.getMessage(),
                  "Check that the caller's user or role still exists.",
                  e)
              : new Failure(
                  Kind.ACCESS_DENIED,
                  f.getMessage(),
                  "Ask for iam:GetRole on the caller's role: its path is not known.",
                  e);
      // A 500 that a retry does not change.
      case "PolicyEvaluation" ->
          new Failure(Kind.INTERNAL, f.getMessage(), "Correct the policy that it names.", e);
      case "" ->
          new Failure(
              f.kind(),
              f.getMessage(),
              "Run it again, unless the endpoint is an emulator without " + ACTION + ".",
              e);
      default -> f;
    };
  }
}
