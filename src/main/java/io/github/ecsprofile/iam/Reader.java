package io.github.ecsprofile.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsprofile.model.Aspect;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.PolicyDocument;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.Tag;

/** Reads what a command's aspects need, side by side, and nothing else. */
public final class Reader {
  private final IamClient iam;
  private final Workers workers;

  public Reader(IamClient iam, Workers workers) {
    this.iam = iam;
    this.workers = workers;
  }

  public Observed read(Desired desired, Set<Aspect> aspects) {
    boolean role =
        aspects.contains(Aspect.ROLE)
            || aspects.contains(Aspect.POLICIES)
            || aspects.contains(Aspect.MEMBERSHIP);
    boolean profile = aspects.contains(Aspect.PROFILE) || aspects.contains(Aspect.MEMBERSHIP);
    Future<List<String>> attached =
        workers.start(
            aspects.contains(Aspect.POLICIES), List.of(), () -> attached(desired.roleName()));
    Future<Optional<Observed.Profile>> theProfile =
        workers.start(profile, Optional.empty(), () -> profile(desired.profileName()));
    Future<Optional<Observed.Role>> theRole =
        workers.start(role, Optional.empty(), () -> role(desired.roleName()));
    return new Observed(Workers.get(theRole), Workers.get(attached), Workers.get(theProfile));
  }

  public Optional<Observed.Role> role(String name) {
    return Calls.call("GetRole", () -> present(() -> iam.getRole(r -> r.roleName(name)).role()))
        .map(Reader::role);
  }

  private static Observed.Role role(software.amazon.awssdk.services.iam.model.Role r) {
    return new Observed.Role(
        r.roleName(),
        r.arn(),
        r.roleId(),
        r.path(),
        document(r.assumeRolePolicyDocument()),
        tags(r.tags()),
        r.description(),
        r.maxSessionDuration(),
        Optional.ofNullable(r.permissionsBoundary()).map(b -> b.permissionsBoundaryArn()));
  }

  public Optional<Observed.Profile> profile(String name) {
    return Calls.call(
            "GetInstanceProfile",
            () ->
                present(
                    () ->
                        iam.getInstanceProfile(r -> r.instanceProfileName(name)).instanceProfile()))
        .map(Reader::profile);
  }

  private static Observed.Profile profile(InstanceProfile p) {
    return new Observed.Profile(
        p.instanceProfileName(),
        p.arn(),
        p.path(),
        tags(p.tags()),
        p.roles().stream()
            .findFirst()
            .map(r -> new Observed.Member(r.roleName(), r.arn(), r.roleId())));
  }

  private List<String> attached(String role) {
    return Calls.call(
        "ListAttachedRolePolicies",
        () ->
            present(
                    () -> {
                      List<String> arns = new ArrayList<>();
                      String marker = null;
                      do {
                        String from = marker;
                        ListAttachedRolePoliciesResponse page =
                            iam.listAttachedRolePolicies(r -> r.roleName(role).marker(from));
                        page.attachedPolicies().stream()
                            .map(AttachedPolicy::policyArn)
                            .forEach(arns::add);
                        marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
                      } while (marker != null);
                      return arns;
                    })
                .orElse(List.of()));
  }

  /** NoSuchEntity, and only that, means that there is none. */
  private static <T> Optional<T> present(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (IamException e) {
      if (Calls.isCode(e, "NoSuchEntity")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * IAM sends documents percent-encoded by RFC 3986 (GetRole), where a plus is a plus; URLDecoder
   * would read it as a space.
   */
  static PolicyDocument document(String encoded) {
    String text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    try {
      return new PolicyDocument(new ObjectMapper().readTree(text));
    } catch (JsonProcessingException e) {
      return new PolicyDocument(TextNode.valueOf(text));
    }
  }

  private static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(t -> map.put(t.key(), t.value()));
    return map;
  }
}
