package io.github.ecsprofile.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.Component;
import io.github.ecsprofile.model.DeletePlanner;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.Observed;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Tag;

/** Reads what a command's components need, in parallel, and nothing else. */
public final class Reader {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final IamClient iam;
  private final DeadlineExecutor executor;

  public Reader(IamClient iam, DeadlineExecutor executor) {
    this.iam = iam;
    this.executor = executor;
  }

  public Observed read(Desired desired, Set<Component> components) {
    boolean role =
        components.contains(Component.ROLE)
            || components.contains(Component.POLICIES)
            || components.contains(Component.ROLE_IN_PROFILE);
    boolean profile =
        components.contains(Component.PROFILE) || components.contains(Component.ROLE_IN_PROFILE);
    Future<List<String>> attached =
        executor.submit(
            components.contains(Component.POLICIES), List.of(), () -> attached(desired.roleName()));
    Future<Optional<Observed.Profile>> theProfile =
        executor.submit(profile, Optional.empty(), () -> profile(desired.profileName()));
    Future<Optional<Observed.Role>> theRole =
        executor.submit(role, Optional.empty(), () -> role(desired.roleName()));
    return new Observed(
        executor.await(theRole), executor.await(attached), executor.await(theProfile));
  }

  public Optional<Observed.Role> role(String name) {
    return SdkErrors.call(
            "GetRole", () -> emptyIfNotFound(() -> iam.getRole(r -> r.roleName(name)).role()))
        .map(Reader::role);
  }

  private static Observed.Role role(software.amazon.awssdk.services.iam.model.Role r) {
    return new Observed.Role(
        r.roleName(),
        r.arn(),
        r.roleId(),
        r.path(),
        r.createDate(),
        document(r.assumeRolePolicyDocument()),
        tags(r.tags()),
        RoleAttributes.from(a -> attribute(a, r)),
        Optional.ofNullable(r.sourceRoleTemplate())
            .map(t -> Objects.requireNonNullElse(t.templateArn(), "")));
  }

  private static Optional<AttributeValue> attribute(
      RoleAttribute attribute, software.amazon.awssdk.services.iam.model.Role r) {
    return switch (attribute) {
      case DESCRIPTION -> Optional.ofNullable(r.description()).map(AttributeValue.Text::new);
      case MAX_SESSION_DURATION ->
          Optional.ofNullable(r.maxSessionDuration()).map(AttributeValue.Seconds::new);
      case PERMISSIONS_BOUNDARY ->
          Optional.ofNullable(r.permissionsBoundary())
              .map(b -> b.permissionsBoundaryArn())
              .map(AttributeValue.PolicyArn::new);
    };
  }

  public Optional<Observed.Profile> profile(String name) {
    return SdkErrors.call(
            "GetInstanceProfile",
            () ->
                emptyIfNotFound(
                    () ->
                        iam.getInstanceProfile(r -> r.instanceProfileName(name)).instanceProfile()))
        .map(Reader::profile);
  }

  /** Reads all instance profiles of the account, as the list shows them: without tags. */
  List<Observed.Profile> profiles() {
    return list(
            "ListInstanceProfiles", () -> iam.listInstanceProfilesPaginator().instanceProfiles())
        .stream()
        .map(Reader::profile)
        .toList();
  }

  /** Reads how many managed policies a role may have; empty if IAM does not say. */
  Optional<Integer> policyQuota() {
    return Optional.ofNullable(
        SdkErrors.call("GetAccountSummary", iam::getAccountSummary)
            .summaryMapAsStrings()
            .get("AttachedPoliciesPerRoleQuota"));
  }

  /** Reads the instance profile within the command's deadline. */
  public Optional<Observed.Profile> profileInTime(String name) {
    return executor.await(executor.submit(true, null, () -> profile(name)));
  }

  private static Observed.Profile profile(InstanceProfile p) {
    return new Observed.Profile(
        p.instanceProfileName(),
        p.arn(),
        p.instanceProfileId(),
        p.path(),
        p.createDate(),
        tags(p.tags()),
        p.roles().stream()
            .findFirst()
            .map(
                r ->
                    new Observed.Member(
                        r.roleName(),
                        r.arn(),
                        r.roleId(),
                        Optional.ofNullable(r.assumeRolePolicyDocument()).map(Reader::document))));
  }

  /** Reads what a delete needs: the rest, inline policies, and every profile with the role. */
  public DeletePlanner.Found readForDelete(Desired desired) {
    String role = desired.roleName();
    Future<List<String>> inline =
        executor.submit(
            true,
            null,
            () ->
                list(
                    "ListRolePolicies",
                    () -> iam.listRolePoliciesPaginator(r -> r.roleName(role)).policyNames()));
    Future<List<Observed.Profile>> holders =
        executor.submit(
            true,
            null,
            () ->
                list(
                        "ListInstanceProfilesForRole",
                        () ->
                            iam.listInstanceProfilesForRolePaginator(r -> r.roleName(role))
                                .instanceProfiles())
                    .stream()
                    .map(Reader::profile)
                    .toList());
    Observed observed = read(desired, EnumSet.allOf(Component.class));
    return new DeletePlanner.Found(observed, executor.await(inline), executor.await(holders));
  }

  private List<String> attached(String role) {
    return list(
            "ListAttachedRolePolicies",
            () -> iam.listAttachedRolePoliciesPaginator(r -> r.roleName(role)).attachedPolicies())
        .stream()
        .map(AttachedPolicy::policyArn)
        .toList();
  }

  /** Reads all pages; empty for a role that does not exist. */
  private static <T> List<T> list(String action, Supplier<Iterable<T>> pages) {
    return SdkErrors.call(
        action,
        () ->
            emptyIfNotFound(
                    () -> {
                      List<T> all = new ArrayList<>();
                      pages.get().forEach(all::add);
                      return all;
                    })
                .orElse(List.of()));
  }

  /** Maps NoSuchEntity, and only that, to empty. */
  private static <T> Optional<T> emptyIfNotFound(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (AwsServiceException e) {
      if (SdkErrors.isCode(e, "NoSuchEntity")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Decodes a document: IAM percent-encodes it by RFC 3986 (API Reference, GetRole), where a plus
   * is a plus; URLDecoder would read it as a space.
   */
  static PolicyDocument document(String encoded) {
    String text = decoded(encoded);
    try {
      return new PolicyDocument(STRICT.readTree(text));
    } catch (JsonProcessingException e) {
      // Duplicate keys and trailing text have no one meaning: the raw text equals no document.
      return new PolicyDocument(TextNode.valueOf(text));
    }
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Servers that are not IAM (moto in GetInstanceProfile) send the JSON itself.
      return encoded;
    }
  }

  private static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(t -> map.put(t.key(), t.value()));
    return map;
  }
}
