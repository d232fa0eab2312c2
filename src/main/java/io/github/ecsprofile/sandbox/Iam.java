package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The calls, on the state; texts and codes as IAM gives them. */
final class Iam {
  private static final String ACCOUNT = "000000000000";
  private final Store store;
  private final String partition;

  Iam(Store store, String partition) {
    this.store = store;
    this.partition = partition;
  }

  String call(String action, Map<String, String> in) {
    return store.with(
        state ->
            switch (action) {
              case "CreateRole" -> createRole(state, in);
              case "GetRole" ->
                  result(action, role(find(state, "roles", in.get("RoleName")), true));
              case "CreateInstanceProfile" -> createProfile(state, in);
              case "GetInstanceProfile" ->
                  result(
                      action,
                      profile(state, find(state, "profiles", in.get("InstanceProfileName"))));
              case "AttachRolePolicy" -> attach(state, in);
              case "ListAttachedRolePolicies" -> result(action, attached(state, in));
              case "AddRoleToInstanceProfile" -> add(state, in);
              default ->
                  throw new IamError(
                      400,
                      "InvalidAction",
                      "Could not find operation " + action + " for version 2010-05-08");
            });
  }

  private String createRole(ObjectNode state, Map<String, String> in) {
    String name = name(in, "RoleName", "roleName", 64);
    if (state.get("roles").has(key(name))) {
      throw new IamError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
    }
    ObjectNode role = entity(state, "roles", name, "role", "AROA", in);
    role.put("document", in.get("AssumeRolePolicyDocument"));
    for (String part : new String[] {"Description", "MaxSessionDuration", "PermissionsBoundary"}) {
      if (in.containsKey(part)) {
        role.put(part, in.get(part));
      }
    }
    role.putArray("attached");
    return result("CreateRole", role(role, false));
  }

  private String createProfile(ObjectNode state, Map<String, String> in) {
    String name = name(in, "InstanceProfileName", "instanceProfileName", 128);
    if (state.get("profiles").has(key(name))) {
      throw new IamError(
          409, "EntityAlreadyExists", "Instance Profile " + name + " already exists.");
    }
    ObjectNode profile = entity(state, "profiles", name, "instance-profile", "AIPA", in);
    return result("CreateInstanceProfile", profile(state, profile));
  }

  private ObjectNode entity(
      ObjectNode state,
      String kind,
      String name,
      String arnKind,
      String prefix,
      Map<String, String> in) {
    ObjectNode entity = state.withObject("/" + kind).putObject(key(name));
    String path = in.getOrDefault("Path", "/");
    entity.put("name", name);
    entity.put("path", path);
    entity.put("id", id(prefix));
    entity.put("arn", "arn:" + partition + ":iam::" + ACCOUNT + ":" + arnKind + path + name);
    entity.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode tags = entity.putObject("tags");
    for (int i = 1; in.containsKey("Tags.member." + i + ".Key"); i++) {
      tags.put(in.get("Tags.member." + i + ".Key"), in.get("Tags.member." + i + ".Value"));
    }
    return entity;
  }

  private String attach(ObjectNode state, Map<String, String> in) {
    ObjectNode role = find(state, "roles", in.get("RoleName"));
    String arn = in.getOrDefault("PolicyArn", "");
    String aws = "arn:" + partition + ":iam::aws:policy/";
    if (!arn.startsWith("arn:")) {
      throw new IamError(400, "ValidationError", "ARN " + arn + " is not valid.");
    }
    if (!arn.startsWith(aws) || !managed(arn.substring(aws.length()))) {
      throw new IamError(
          404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
    }
    ArrayNode attached = (ArrayNode) role.get("attached");
    for (JsonNode one : attached) {
      if (one.asText().equals(arn)) {
        return "";
      }
    }
    if (attached.size() >= 10) {
      throw new IamError(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10");
    }
    attached.add(arn);
    return "";
  }

  private static boolean managed(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Iam.class.getResourceAsStream(
                    "/io/github/ecsprofile/template/aws-managed-policies.txt"),
                StandardCharsets.UTF_8))) {
      return in.lines().anyMatch(name::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String add(ObjectNode state, Map<String, String> in) {
    ObjectNode profile = find(state, "profiles", in.get("InstanceProfileName"));
    ObjectNode role = find(state, "roles", in.get("RoleName"));
    if (profile.has("role")) {
      throw new IamError(
          409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
    profile.put("role", key(role.get("name").asText()));
    return "";
  }

  private static String attached(ObjectNode state, Map<String, String> in) {
    StringBuilder all = new StringBuilder("<AttachedPolicies>");
    for (JsonNode arn : find(state, "roles", in.get("RoleName")).get("attached")) {
      String text = arn.asText();
      all.append("<member><PolicyName>")
          .append(escape(text.substring(text.lastIndexOf('/') + 1)))
          .append("</PolicyName><PolicyArn>")
          .append(escape(text))
          .append("</PolicyArn></member>");
    }
    return all.append("</AttachedPolicies><IsTruncated>false</IsTruncated>").toString();
  }

  private static ObjectNode find(ObjectNode state, String kind, String name) {
    JsonNode found = state.get(kind).get(key(String.valueOf(name)));
    if (found instanceof ObjectNode entity) {
      return entity;
    }
    throw new IamError(
        404,
        "NoSuchEntity",
        kind.equals("roles")
            ? "The role with name " + name + " cannot be found."
            : "Instance Profile " + name + " cannot be found.");
  }

  /** GetRole shows what CreateRole leaves out: description, session length, last use. */
  private static String role(ObjectNode r, boolean whole) {
    StringBuilder all = new StringBuilder("<Role>").append(core(r));
    if (whole) {
      all.append(tag("Description", r.path("Description").asText(null)))
          .append(tag("MaxSessionDuration", r.path("MaxSessionDuration").asText("3600")))
          .append("<RoleLastUsed/>");
    }
    if (r.has("PermissionsBoundary")) {
      all.append("<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>")
          .append(tag("PermissionsBoundaryArn", r.get("PermissionsBoundary").asText()))
          .append("</PermissionsBoundary>");
    }
    return all.append(tags(r)).append("</Role>").toString();
  }

  private static String core(ObjectNode r) {
    return tag("Path", r.get("path").asText())
        + tag("RoleName", r.get("name").asText())
        + tag("RoleId", r.get("id").asText())
        + tag("Arn", r.get("arn").asText())
        + tag("CreateDate", r.get("created").asText())
        + tag(
            "AssumeRolePolicyDocument",
            URLEncoder.encode(r.path("document").asText(), StandardCharsets.UTF_8)
                .replace("+", "%20"));
  }

  private static String profile(ObjectNode state, ObjectNode p) {
    StringBuilder all = new StringBuilder("<InstanceProfile>");
    all.append(tag("Path", p.get("path").asText()))
        .append(tag("InstanceProfileName", p.get("name").asText()))
        .append(tag("InstanceProfileId", p.get("id").asText()))
        .append(tag("Arn", p.get("arn").asText()))
        .append(tag("CreateDate", p.get("created").asText()))
        .append("<Roles>");
    if (p.has("role") && state.get("roles").get(p.get("role").asText()) instanceof ObjectNode r) {
      all.append("<member>").append(core(r)).append("</member>");
    }
    return all.append("</Roles>").append(tags(p)).append("</InstanceProfile>").toString();
  }

  private static String tags(ObjectNode entity) {
    StringBuilder all = new StringBuilder();
    entity
        .get("tags")
        .properties()
        .forEach(
            e ->
                all.append("<member>")
                    .append(tag("Key", e.getKey()))
                    .append(tag("Value", e.getValue().asText()))
                    .append("</member>"));
    return all.isEmpty() ? "" : "<Tags>" + all + "</Tags>";
  }

  private static String name(Map<String, String> in, String parameter, String member, int most) {
    String name = in.getOrDefault(parameter, "");
    if (name.length() > most || !name.matches("[\\w+=,.@-]+")) {
      throw new IamError(
          400,
          "ValidationError",
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: "
              + (name.length() > most
                  ? "Member must have length less than or equal to " + most
                  : "Member must satisfy regular expression pattern: [\\w+=,.@-]+"));
    }
    return name;
  }

  private static String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (int i = 0; i < 17; i++) {
      id.append(letters.charAt(ThreadLocalRandom.current().nextInt(32)));
    }
    return id.toString();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String result(String action, String inner) {
    return "<" + action + "Result>" + inner + "</" + action + "Result>";
  }

  private static String tag(String name, String value) {
    return value == null ? "" : "<" + name + ">" + escape(value) + "</" + name + ">";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
