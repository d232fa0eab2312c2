package io.github.ecsprofile.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Implements the actions on managed policies, AWS's and the customer's, and checks policy ARNs. */
final class Policies {
  private static final Pattern ARN =
      Pattern.compile("arn:([\\w-]+):([\\w-]*):([\\w-]*):(\\w*):(.+)");
  private static final String LIST = "/io/github/ecsprofile/template/aws-managed-policies.txt";

  private Policies() {}

  /** Holds the names of AWS's managed policies; loaded on first use. */
  private static final class Aws {
    static final TreeSet<String> NAMES = read();

    private static TreeSet<String> read() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  Policies.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
        TreeSet<String> names = new TreeSet<>();
        in.lines().filter(l -> !l.isBlank()).forEach(names::add);
        return names;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Returns partition, owner (aws or an account) and path with name; null if the ARN is not a
   * policy's.
   */
  private static String[] parsed(String arn) {
    Matcher m = ARN.matcher(arn);
    return m.matches() && m.group(2).equals("iam") && m.group(5).startsWith("policy/")
        ? new String[] {m.group(1), m.group(4), m.group(5).substring("policy/".length())}
        : null;
  }

  static boolean exists(String arn, RequestContext c) {
    String[] p = parsed(arn);
    return p != null
        && p[0].equals(c.partition)
        && (p[1].equals("aws")
            ? Aws.NAMES.contains(p[2])
            : p[1].equals(RequestContext.ACCOUNT) && c.visible.policies.containsKey(p[2]));
  }

  /** Throws IAM's error if the policy cannot be attached to a role. */
  static void attachable(String arn, RequestContext c) {
    shape(arn);
    if (arn.contains(":policy/aws-service-role/")) {
      throw new IamError(
          400, "PolicyNotAttachable", "Cannot attach a Service Role Policy to a Customer Role.");
    }
    if (!exists(arn, c)) {
      throw IamError.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
  }

  static void shape(String arn) {
    if (!ARN.matcher(arn).matches()) {
      throw IamError.validation("ARN " + arn + " is not valid.");
    }
    if (parsed(arn) == null) {
      throw IamError.invalidInput("ARN " + arn + " is not valid.");
    }
  }

  static void boundary(String arn, RequestContext c) {
    if (arn == null) {
      return;
    }
    if (parsed(arn) == null) {
      throw IamError.invalidInput("ARN " + arn + " is not valid.");
    }
    if (!exists(arn, c)) {
      throw IamError.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
    }
  }

  static void create(RequestContext c) {
    String name = c.params.name("PolicyName", 128);
    String path = c.params.path();
    String document = c.params.document("PolicyDocument");
    String description = c.params.description();
    var tags = c.params.tags(false);
    c.params.check();
    State.Policy p = new State.Policy();
    Tags.add(p.tags, tags, true);
    PolicyValidator.identity(document);
    if (PolicyValidator.size(document) > 6144) {
      throw IamError.quota("PolicySize", 6144);
    }
    if (c.current.policies.values().stream().anyMatch(x -> x.name.equalsIgnoreCase(name))) {
      throw IamError.exists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    p.name = name;
    p.path = path;
    p.document = document;
    p.description = description;
    p.id = RequestContext.newId("ANPA");
    p.created = RequestContext.now();
    c.current.policies.put(path.substring(1) + name, p);
    write(c, "Policy", p, false, !p.tags.isEmpty());
  }

  static void delete(RequestContext c) {
    String arn = known(c);
    String[] p = parsed(arn);
    if (p[1].equals("aws")) {
      throw new IamError(403, "AccessDenied", "Cannot delete an AWS managed policy.");
    }
    boolean used =
        c.current.roles.values().stream()
            .anyMatch(r -> r.attached.contains(arn) || arn.equals(r.boundary));
    if (used) {
      throw IamError.deleteConflict("Cannot delete a policy attached to entities.");
    }
    c.current.policies.remove(p[2]);
  }

  static void get(RequestContext c) {
    String arn = known(c);
    String[] p = parsed(arn);
    State.Policy own = p[1].equals("aws") ? aws(p[2]) : c.visible.policies.get(p[2]);
    write(c, "Policy", own, true, true);
  }

  private static String known(RequestContext c) {
    String arn = c.params.arn("PolicyArn", true);
    c.params.check();
    shape(arn);
    if (!exists(arn, c)) {
      throw IamError.noSuchEntity("Policy " + arn + " was not found.");
    }
    return arn;
  }

  static void list(RequestContext c) {
    String scope = c.params.oneOf("Scope", "All", "AWS", "Local");
    String attached = c.params.oneOf("OnlyAttached", "false", "true");
    String prefix = c.params.pathPrefix();
    Map<String, State.Policy> all = new TreeMap<>();
    if (!scope.equals("Local")) {
      Aws.NAMES.forEach(n -> all.put(n, aws(n)));
    }
    if (!scope.equals("AWS")) {
      all.putAll(c.visible.policies);
    }
    all.values().removeIf(p -> !p.path.startsWith(prefix));
    if (attached.equals("true")) {
      all.values().removeIf(p -> uses(c, arn(c, p)) == 0);
    }
    c.params.page(c.xml, "Policies", all, p -> write(c, "member", p, false, false));
  }

  private static State.Policy aws(String pathAndName) {
    State.Policy p = new State.Policy();
    int at = pathAndName.lastIndexOf('/') + 1;
    p.name = pathAndName.substring(at);
    p.path = "/" + pathAndName.substring(0, at);
    byte[] bytes = pathAndName.getBytes(StandardCharsets.UTF_8);
    String digits = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    p.id = "ANPA" + digits.substring(0, 17).toUpperCase(java.util.Locale.ROOT);
    p.created = "2015-02-06T18:40:00Z";
    return p;
  }

  private static String arn(RequestContext c, State.Policy p) {
    String owner = p.document == null ? "aws" : RequestContext.ACCOUNT;
    return "arn:" + c.partition + ":iam::" + owner + ":policy" + p.path + p.name;
  }

  private static long uses(RequestContext c, String arn) {
    return c.visible.roles.values().stream().filter(r -> r.attached.contains(arn)).count();
  }

  private static void write(
      RequestContext c, String element, State.Policy p, boolean described, boolean tagged) {
    String arn = arn(c, p);
    c.xml
        .open(element)
        .tag("PolicyName", p.name)
        .tag("PolicyId", p.id)
        .tag("Arn", arn)
        .tag("Path", p.path)
        .tag("DefaultVersionId", "v1")
        .tag("AttachmentCount", uses(c, arn))
        .tag(
            "PermissionsBoundaryUsageCount",
            c.visible.roles.values().stream().filter(r -> arn.equals(r.boundary)).count())
        .tag("IsAttachable", true)
        .tag("Description", described ? p.description : null)
        .tag("CreateDate", p.created)
        .tag("UpdateDate", p.created);
    if (tagged) {
      Tags.write(c.xml, p.tags);
    }
    c.xml.close(element);
  }
}
