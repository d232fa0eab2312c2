package io.github.ecsprofile.sandbox;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** Runs the action of a request on the store, and injects the faults. */
final class RequestProcessor {
  /**
   * Holds the outcome of a request.
   *
   * @param answer null if the connection is closed without an answer
   * @param note what the request log shows
   */
  record Outcome(QueryProtocol.Answer answer, String note) {}

  /** Holds a page of HTML that a load balancer would send in place of an answer. */
  static final QueryProtocol.Answer HTML_503 =
      new QueryProtocol.Answer(
          503, "<html><body><h1>503 Service Unavailable</h1></body></html>", null, "");

  private final SandboxServer.Options options;
  private final Store store;
  private final FaultSchedule faults;
  private final Sessions sessions = new Sessions();
  private final Set<String> requested = new ConcurrentSkipListSet<>();
  private volatile CallerPolicies limits;

  RequestProcessor(SandboxServer.Options options, Store store) {
    this.options = options;
    this.store = store;
    this.limits = options.callerPolicies();
    this.faults = new FaultSchedule(options.faults());
  }

  /** Replaces the policies that limit the callers, and forgets what was requested. */
  void enforce(CallerPolicies policies) {
    limits = policies;
    requested.clear();
  }

  /** Returns the actions that calls asked the policies for, with their service prefix. */
  Set<String> requestedActions() {
    return Set.copyOf(requested);
  }

  Outcome process(Map<String, String> params, String authorization) {
    String name = params.getOrDefault("Action", "");
    Fault.Kind fault = faults.next(name);
    pause();
    if (fault == Fault.Kind.DROP) {
      return new Outcome(null, "dropped");
    }
    if (fault == Fault.Kind.HTML_503) {
      return new Outcome(HTML_503, "503");
    }
    QueryProtocol.Answer answer = answer(params, authorization, fault);
    return fault == Fault.Kind.LOST
        ? new Outcome(null, "lost")
        : new Outcome(answer, (answer.status() + " " + answer.code()).trim());
  }

  private void pause() {
    if (options.latency().isZero()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(options.latency().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private QueryProtocol.Answer answer(
      Map<String, String> params, String authorization, Fault.Kind fault) {
    String version = params.getOrDefault("Version", QueryProtocol.IAM_VERSION);
    try {
      if (fault == Fault.Kind.THROTTLE) {
        throw new IamError(400, "Throttling", "Rate exceeded");
      }
      if (fault == Fault.Kind.ERROR_500) {
        throw new IamError(500, "ServiceFailure", "An internal error has occurred.");
      }
      String name = params.get("Action");
      if (name != null && Actions.isMissing(name)) {
        throw new IamError(
            501, "SandboxNotImplemented", "The sandbox does not have the action " + name + ".");
      }
      Credential credential = Credential.of(authorization, params);
      if (name == null) {
        throw new IamError(400, "MissingAction", "Missing Action");
      }
      Actions.Action action = Actions.find(name, version);
      if (action == null) {
        throw new IamError(
            400, "InvalidAction", "Could not find operation " + name + " for version " + version);
      }
      RequestContext context =
          new RequestContext(
              new RequestParams(params),
              sessions.principal(credential.accessKey()),
              credential.region(),
              options,
              limits,
              sessions,
              fault == Fault.Kind.ARN_IS_ID);
      boolean denied = fault == Fault.Kind.DENIED;
      XmlWriter result =
          action.writes()
              ? store.write((visible, current) -> run(action, context, denied, visible, current))
              : store.read((visible, current) -> run(action, context, denied, visible, current));
      return QueryProtocol.success(name, version, action.result() ? result : null);
    } catch (IamError e) {
      return QueryProtocol.error(e, version);
    } catch (UncheckedIOException e) {
      // Not a 500: clients repeat those, and a state file does not repair itself.
      return QueryProtocol.error(
          new IamError(400, "SandboxStateUnusable", e.getCause().getMessage()), version);
    }
  }

  private void authorize(RequestContext context) {
    List<AccessRequest> requests = AccessRequests.of(context);
    requests.forEach(r -> requested.add(r.action()));
    // STS decides by itself: GetCallerIdentity cannot be denied, AssumeRole also asks the trust.
    if (Actions.STS.containsKey(context.params.get("Action"))) {
      return;
    }
    AccessPolicies policies = PrincipalPolicies.ofCaller(context, context.limits);
    for (AccessRequest request : requests) {
      Decision decision = policies.decide(request);
      if (!decision.isAllowed()) {
        throw IamError.accessDenied(context.callerArn(), request, decision);
      }
    }
  }

  private XmlWriter run(
      Actions.Action action, RequestContext context, boolean denied, State visible, State current) {
    context.visible = visible;
    context.current = current;
    if (denied) {
      throw IamError.accessDenied(
          context.callerArn(), AccessRequests.of(context).get(0), Decision.NO_IDENTITY_ALLOW);
    }
    if (context.limits.isLimited()) {
      authorize(context);
    }
    action.run().accept(context);
    return context.xml;
  }
}
