package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input ends in 2 with at most two lines, and no call is made. */
class BadInputTest {
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  @TempDir Path dir;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void refused(String expected, List<String> args) {
    CliRunner.Run run =
        CliRunner.at("http://127.0.0.1:" + server.getAddress().getPort())
            .run(args.toArray(String[]::new));
    assertAll(
        () -> assertEquals(2, run.code(), run.all()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.err().lines().count() <= 2, run.err()),
        () -> assertTrue(run.err().contains(expected), run.err()),
        () -> assertEquals(0, calls.get()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          all                                                          | --project is missing
          all --project                                                | --project
          all --project a/b                                            | not a project name
          all --project a,b                                            | not a project name
          all --project ``                                             | not a project name
          all --project é                                              | not a project name
          all --project aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | at most 46
          all --project x --role-name a/b                              | --role-name
          all --project x --role-name arn:aws:iam::1:role/x            | is an ARN
          all --project x --instance-profile-name a:b                  | --instance-profile-name
          all --project --updaet                                       | Did you mean --update?
          all --project -x                                             | looks like an option
          all --project x --role-name --updaet                         | Did you mean --update?
          all --project �                                              | UTF-8 locale
          all --project x --tag Name=�                                 | UTF-8 locale
          all --project x --var a=�                                    | UTF-8 locale
          all --project x --description �                              | UTF-8 locale
          all --project x --role-name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 65 characters: at most 64
          all --project x --preset ecs2                                | --preset
          all --project x --preset managed-instances --role-name y     | begins with ecsInstanceRole
          all --preset managed-instances --project aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | at most 48
          all --project x --policy NoSuchPolicyAtAll                   | not an AWS managed policy
          all --project x --policy AmazonSSMManagedInstanceCor         | did you mean AmazonSSMManagedInstanceCore?
          all --project x --policy amazonssmmanagedinstancecore        | did you mean AmazonSSMManagedInstanceCore?
          all --project x --permissions-boundary PowerUserAcces        | did you mean PowerUserAccess?
          all --project x --policy a//b                                | not the name of a managed policy
          all --project x --policy a/                                  | not the name of a managed policy
          all --project x --tag a=1 --tag a=2                          | given more than once
          all --project x --tags /dev/zero                             | not a regular file
          all --project x --tags /                                     | is a directory
          all --project x --projects-from /dev/zero                    | not a regular file
          all --project x --templates /dev/null                        | not a directory
          attach-policies --project x --path /x/                       | --path
          create-profile --project x --description y                   | --description
          create-profile --project x --trust-policy y                  | --trust-policy
          add-role --project x --policy y                              | --policy
          create-role --project x --policies y                         | --policies
          delete --project x --yes --path /x/                          | --path
          all --project x --path ecs                                   | --path
          all --project x --path /ecs                                  | --path
          all --project x --path //                                    | --path
          all --project x --path /a//b/                                | --path
          all --project x --max-session-duration 60                    | 3600
          all --project x --max-session-duration 43201                 | 43200
          all --project x --max-session-duration long                  | --max-session-duration
          all --project x --tag Owner                                  | KEY=VALUE
          all --project x --tag =v                                     | KEY=VALUE
          all --project x --tag aws:x=1                                | aws:
          all --project x --tag x=AWS:y                                | aws:
          all --project x --tag project=1                              | only in case
          all --project x --tag a=1 --tag A=2                          | only in case
          all --project x --tag a=1;2                                  | character
          all --project x --tag a#=1                                   | character
          all --project x --policy a*b                                 | not the name of a managed policy
          all --project x --policy arn:aws:iam::aws:role/x             | not the ARN
          all --project x --policy arn:aws:iam::123:policy/x           | not the ARN
          all --project x --policy arn:aws-cn:iam::aws:policy/x        | partition
          all --project x --policy aws-service-role/AccessAnalyzerServiceRolePolicy | service-linked
          all --project x --permissions-boundary arn:aws:iam::123456789012:role/x | not the ARN
          all --project x --var project=y                              | the tool sets this placeholder
          all --project x --var a:b=y                                  | not a placeholder's name
          all --project x --var novalue                                | NAME=VALUE
          all --project x --region us-east-1x                          | unknown region
          all --project x --region Ohio                                | unknown region
          all --project x --output xml                                 | --output
          version                                                      | Did you mean --version?
          all --project x --update=yes                                 | --update: takes no value
          verify --role-name other                                     | 'other' does not name one
          all --project x --timeout 0                                  | --timeout
          all --project x --timeout soon                               | --timeout
          all --project x --sandbox                                    | exclude
          all --project x --account 12                                 | 12 digits
          all --project x --parallel 0                                 | --parallel
          all --project x --projects-from /nowhere                     | /nowhere: does not exist
          all --project x --project y --role-name z                    | several
          all --project x --project y --output env                     | env
          all --project x --templates /nowhere                         | /nowhere: does not exist
          all --project x --tags /nowhere                              | does not exist
          all --project x --unknown                                    | --unknown
          all x                                                        | x
          all --project --updaet                                       | looks like an option
          all --project @/etc/hostname                                 | not a project name
          all --project x --policy AmazonSSMManagedInstanceCor         | did you mean AmazonSSMManagedInstanceCore
          create-profile --project x --description d                   | not an option of create-profile
          create-profile --project x --trust-policy f                  | not an option of create-profile
          attach-policies --project x --max-session-duration 3600      | not an option of attach-policies
          delete --project x --yes --description d                     | not an option of delete
          all --project x --dry-run --output env                       | dry run
          init                                                         | DIR is missing
          completion                                                   | SHELL is missing
          completion bash --timeout 5                                  | not used by completion
          export --project x --format terraform --account 123456789012 | not used by export
          all --project x --path /a/ --path /b/                        | --path: given more than once
          sandbox --port 99999                                         | --port 99999
          alll --project x                                             | alll
          get-arn                                                      | --project is missing
          get-arn --project x --region moon-1                          | unknown region
          verify                                                       | --project is missing
          delete --project x                                           | --yes
          delete --yes                                                 | --project is missing
          create-role --project x --policies                           | --policies
          """)
  void isRefused(String line, String expected) {
    List<String> args = new ArrayList<>();
    for (String word : line.trim().split(" +")) {
      args.add(word);
    }
    if (line.contains("--project   ") || line.isBlank()) {
      args.removeIf(String::isEmpty);
    }
    refused(expected, args);
  }

  @Test
  void emptyNameIsRefused() {
    refused("not a project name", List.of("all", "--project", ""));
  }

  @Test
  void fiftyOneTagsAreRefused() {
    List<String> args = new ArrayList<>(List.of("all", "--project", "x"));
    for (int i = 0; i < 49; i++) {
      args.addAll(List.of("--tag", "k" + i + "=v"));
    }
    refused("51 tags", args);
  }

  @Test
  void longTextsAreRefused() {
    refused("256", List.of("all", "--project", "x", "--tag", "k=" + "v".repeat(257)));
    refused("128", List.of("all", "--project", "x", "--tag", "k".repeat(129) + "=v"));
    refused("1000", List.of("all", "--project", "x", "--description", "d".repeat(1001)));
    refused("character", List.of("all", "--project", "x", "--description", "\u2028"));
    refused("--path", List.of("all", "--project", "x", "--path", "/" + "p".repeat(511) + "/"));
  }

  static Stream<List<String>> files() {
    String statement = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",%s}]}";
    return Stream.of(
        List.of(
            "--trust-policy", "lets any principal in", statement.formatted("\"Principal\":\"*\"")),
        List.of(
            "--trust-policy",
            "lets any principal in",
            statement.formatted("\"Principal\":{\"AWS\":\"*\"}")),
        List.of(
            "--trust-policy",
            "lets any principal in",
            statement.formatted("\"Principal\":{\"AWS\":[\"123456789012\",\"*\"]}")),
        List.of(
            "--trust-policy",
            "NotPrincipal",
            statement.formatted("\"NotPrincipal\":{\"AWS\":\"123456789012\"}")),
        List.of("--trust-policy", "no Principal", statement.formatted("\"Sid\":\"x\"")),
        List.of("--trust-policy", "Statement", "{}"),
        List.of("--trust-policy", "no statement", "{\"Statement\":[]}"),
        List.of(
            "--trust-policy",
            "not one of STS",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"x\"},"
                + "\"Action\":\"iam:PassRole\"}}"),
        List.of("--trust-policy", "line 2", "{\n\"Statement\": oops}"),
        List.of("--trust-policy", "UNKNOWN", statement.formatted("\"Sid\":\"${UNKNOWN}\"")),
        List.of("--tags", "line 1", "{\"a\":\"1\",\"a\":\"2\"}"),
        List.of("--tags", "text after the JSON document", "{} {}"),
        List.of("--tags", "is empty", ""),
        List.of("--tags", "not a string", "{\"a\":1}"),
        List.of("--tags", "not a tag", "[{\"Key\":\"a\"}]"),
        List.of(
            "--tags",
            "occurs twice",
            "[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"a\",\"Value\":\"2\"}]"),
        List.of("--tags", "1 MiB", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"),
        List.of("--tags", "depth", "[".repeat(100) + "]".repeat(100)),
        List.of("--policies", "list", "{\"a\":\"b\"}"),
        List.of("--policies", "not a string", "[1]"),
        List.of("--tags", "surrogate", "{\"a\":\"\\ud800\"}"),
        List.of("--trust-policy", "surrogate", statement.formatted("\"Sid\":\"\\udc00x\"")),
        List.of("--policies", "did you mean", "[\"AmazonSSMManagedInstanceCor\"]"),
        List.of("--policies", "not the name", "[\"" + "a/".repeat(20_000) + "\"]"),
        List.of(
            "--policies", "not the ARN", "[\"arn:aws:iam::aws:policy/" + "a".repeat(9999) + "\"]"),
        List.of("--projects-from", "line 2", "fine\nnot/fine\n"),
        List.of("--projects-from", "no project name in it", "# nothing\n"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsRefused(List<String> optionExpectedText) throws IOException {
    Path file = dir.resolve("file");
    Files.writeString(file, optionExpectedText.get(2));
    refused(
        optionExpectedText.get(1),
        List.of("all", "--project", "x", optionExpectedText.get(0), file.toString()));
  }

  @Test
  void aLongPolicyNameDoesNotExhaustTheStack() {
    refused(
        "not the name", List.of("all", "--project", "x", "--policy", "a/".repeat(50_000) + "b*"));
    refused("not the ARN", List.of("all", "--project", "x", "--policy", "a/".repeat(50_000) + "b"));
  }

  @Test
  void aPolicyWithItsPathOrItsArnIsTakenAsItIs() {
    for (String policy :
        List.of("new/NotOnTheList", "/NotOnTheList", "arn:aws:iam::aws:policy/NotOnTheList")) {
      CliRunner.Run run =
          CliRunner.at("http://127.0.0.1:" + server.getAddress().getPort())
              .run("export", "--format", "terraform", "--project", "x", "--policy", policy);
      assertEquals(0, run.code(), run.all());
      assertEquals("", run.err());
      assertTrue(run.out().contains("NotOnTheList\"\n"), run.out());
    }
  }

  @Test
  void lettersOfAnyScriptAreTakenInTags() {
    CliRunner.Run run =
        CliRunner.at("http://127.0.0.1:" + server.getAddress().getPort())
            .run("export", "--format", "terraform", "--project", "x", "--tag", "Name=é日𝔸٣ ");
    assertEquals(0, run.code(), run.all());
    assertTrue(run.out().contains("é日𝔸٣"), run.out());
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file = dir.resolve("tags.json");
    Files.write(file, "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    refused("UTF-8", List.of("all", "--project", "x", "--tags", file.toString()));
    refused("UTF-8", List.of("all", "--projects-from", file.toString()));
  }
}
