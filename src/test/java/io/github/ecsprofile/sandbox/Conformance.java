package io.github.ecsprofile.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of what IAM answers, and how a row of it is played on a server. */
final class Conformance {
  private static final Path TABLE = Path.of("src/test/resources/conformance/iam.txt");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern MESSAGE =
      Pattern.compile("<Message>([^<]*)</Message>", Pattern.DOTALL);
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final String OWN = "arn:aws:iam::${account}:policy/own";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String ACCOUNT_TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"${account}\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}";
  private static final String IDENTITY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";

  /** A row; the number is its line in the file. */
  record Row(int number, String state, String call, int status, String code, String text) {
    @Override
    public String toString() {
      return number + " " + state + " " + call;
    }
  }

  /** What came back. */
  record Answer(int status, String code, String message, String body) {}

  private final URI server;
  private final String account;
  private final String accessKey;

  Conformance(URI server, String account) {
    this(server, account, "key");
  }

  private Conformance(URI server, String account, String accessKey) {
    this.server = server;
    this.account = account;
    this.accessKey = accessKey;
  }

  /** Returns a client that signs with another access key. */
  Conformance withAccessKey(String key) {
    return new Conformance(server, account, key);
  }

  static Stream<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    return Stream.iterate(1, n -> n <= lines.size(), n -> n + 1)
        .filter(n -> !lines.get(n - 1).startsWith("#"))
        .map(n -> row(n, lines.get(n - 1)));
  }

  private static Row row(int number, String line) {
    String[] parts = line.split(" \\| ?", 5);
    String[] outcome = parts[3].trim().split(" ");
    return new Row(
        number,
        parts[1],
        parts[2],
        Integer.parseInt(outcome[0]),
        outcome.length > 1 ? outcome[1] : "",
        parts.length > 4 ? parts[4] : "");
  }

  /** Null where the server answers as the row says, else the answer. */
  String deviation(Row row) {
    for (String step : row.state.split(",")) {
      prepare(step);
    }
    Answer a = call(row.call);
    String text = filled(row.text);
    boolean status = a.status == row.status && a.code.equals(row.code);
    boolean matches =
        a.status == 200
            ? text.startsWith("!") ? !a.body.contains(text.substring(1)) : a.body.contains(text)
            : a.message.equals(text) || !text.isEmpty() && a.message.contains(text);
    return status && matches ? null : a.status + " " + a.code + " " + a.message + " " + a.body;
  }

  private void prepare(String step) {
    switch (step) {
      case "-" -> {}
      case "role" -> call("CreateRole&RoleName=r&AssumeRolePolicyDocument=${trust}");
      case "role2" -> call("CreateRole&RoleName=r2&AssumeRolePolicyDocument=${trust}");
      case "profile" -> call("CreateInstanceProfile&InstanceProfileName=p");
      case "in" -> call("AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r");
      case "attached" -> call("AttachRolePolicy&RoleName=r&PolicyArn=" + READ_ONLY);
      case "inline" -> call("PutRolePolicy&RoleName=r&PolicyName=x&PolicyDocument=${identity}");
      case "policy" -> call("CreatePolicy&PolicyName=own&PolicyDocument=${identity}");
      case "ownattached" ->
          call("AttachRolePolicy&RoleName=r&PolicyArn=arn:aws:iam::${account}:policy/own");
      case "tagged" -> call("TagRole&RoleName=r&Tags.member.1.Key=k&Tags.member.1.Value=v");
      case "bounded" ->
          call("PutRolePermissionsBoundary&RoleName=r&PermissionsBoundary=" + READ_ONLY);
      case "described" -> call("UpdateRole&RoleName=r&Description=text");
      case "touched" -> call("UpdateRole&RoleName=r");
      case "emptied" -> call("UpdateRole&RoleName=r&Description=");
      case "emptydescription" ->
          call("CreateRole&RoleName=r&AssumeRolePolicyDocument=${trust}&Description=");
      case "mixedcase" -> {
        for (String name :
            List.of("AWSControlTowerServiceRolePolicy", "AmazonElasticMapReduceRole")) {
          call(
              "AttachRolePolicy&RoleName=r&PolicyArn=arn:aws:iam::aws:policy/service-role/" + name);
        }
      }
      case "v5" -> {
        for (int i = 2; i <= 5; i++) {
          call("CreatePolicyVersion&PolicyArn=" + OWN + "&PolicyDocument=${identity}");
        }
      }
      case "v3deleted" -> call("DeletePolicyVersion&PolicyArn=" + OWN + "&VersionId=v3");
      case "default5" -> call("SetDefaultPolicyVersion&PolicyArn=" + OWN + "&VersionId=v5");
      case "policytagged" ->
          call(
              "TagPolicy&PolicyArn="
                  + OWN
                  + "&Tags.member.1.Key=a&Tags.member.1.Value=1"
                  + "&Tags.member.2.Key=A&Tags.member.2.Value=2");
      case "lengths" -> {
        String call = "CreatePolicy&PolicyName=lengths&PolicyDocument=${identity}";
        int n = 1;
        for (String key : List.of("abc", "b", "z", "a")) {
          call += "&Tags.member." + n + ".Key=" + key + "&Tags.member." + n++ + ".Value=v";
        }
        call(call);
      }
      case "assumable" -> call("CreateRole&RoleName=r&AssumeRolePolicyDocument=${accounttrust}");
      case "untagged" -> call("UntagPolicy&PolicyArn=" + OWN + "&TagKeys.member.1=a");
      case "linked" -> call("CreateServiceLinkedRole&AWSServiceName=ecs.amazonaws.com");
      case "fifty" -> {
        call("TagRole&RoleName=r&" + tags(50));
      }
      case "ten" -> {
        for (int i = 0; i < 10; i++) {
          call("CreatePolicy&PolicyName=p" + i + "&PolicyDocument=${identity}");
          call("AttachRolePolicy&RoleName=r&PolicyArn=arn:aws:iam::${account}:policy/p" + i);
        }
      }
      default -> throw new IllegalArgumentException("no state " + step);
    }
  }

  private static String tags(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      all.append("&Tags.member.%d.Key=k%d&Tags.member.%d.Value=v".formatted(i, i, i));
    }
    return all.substring(1);
  }

  private String filled(String text) {
    String filled = text;
    String sids = TRUST.replace("\"Effect\"", "\"Sid\":\"" + "s".repeat(2048) + "\",\"Effect\"");
    for (Map.Entry<String, String> e :
        Map.of(
                "trust", TRUST,
                "identity", IDENTITY,
                "longtrust", sids,
                "accounttrust", ACCOUNT_TRUST.replace("${account}", account),
                "spacedtrust", TRUST.replace(",", "," + " ".repeat(3000)),
                "account", account,
                "51tags", tags(51))
            .entrySet()) {
      filled = filled.replace("${" + e.getKey() + "}", e.getValue());
    }
    return Pattern.compile("\\$\\{(\\d+)}")
        .matcher(filled)
        .replaceAll(m -> "x".repeat(Integer.parseInt(m.group(1))));
  }

  Answer call(String call) {
    StringBuilder body = new StringBuilder();
    boolean sts = call.contains("Version=");
    for (String pair : filled("Action=" + call + (sts ? "" : "&Version=2010-05-08")).split("&")) {
      int at = pair.indexOf('=');
      body.append(body.isEmpty() ? "" : "&")
          .append(pair, 0, at + 1)
          .append(URLEncoder.encode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return send(body.toString(), sts ? "sts" : "iam");
  }

  Answer send(String body, String service) {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + accessKey
                    + "/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature="
                    + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> r = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(r.statusCode(), first(CODE, r.body()), first(MESSAGE, r.body()), r.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String first(Pattern pattern, String body) {
    Matcher m = pattern.matcher(body);
    return m.find()
        ? m.group(1)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
        : "";
  }
}
