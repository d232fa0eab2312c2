package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.model.Violation.Rule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of IAM's constraints (IAM API reference). */
class NamesTest {
  private static void atMost(int limit, Function<String, Optional<Violation>> check) {
    assertEquals(Optional.empty(), check.apply("a".repeat(limit)));
    Violation v = check.apply("a".repeat(limit + 1)).orElseThrow();
    assertEquals(List.of(Rule.LENGTH, limit + 1, limit), List.of(v.rule(), v.actual(), v.limit()));
  }

  private static Optional<Violation> checkDescription(String text) {
    return RoleAttribute.DESCRIPTION.check(new AttributeValue.Text(text));
  }

  @Test
  void lengths() {
    atMost(46, name -> Names.checkProject(name, 46));
    atMost(64, Names::checkRoleName);
    atMost(128, Names::checkInstanceProfileName);
    atMost(
        510,
        name ->
            Names.checkPath("/" + name + "/")
                .map(
                    v ->
                        Violation.of(
                            v.field(), v.rule(), v.value(), v.actual() - 2, v.limit() - 2)));
    atMost(1000, NamesTest::checkDescription);
    atMost(128, key -> Names.checkTags(Map.of(key, "v")));
    atMost(256, value -> Names.checkTags(Map.of("k", value)));
  }

  @Test
  void lengthsOfAPolicysArn() {
    String aws = "arn:aws:iam::aws:policy/";
    assertTrue(Names.checkPolicyArn(aws + "a".repeat(128), Partition.AWS).isEmpty());
    assertFalse(Names.checkPolicyArn(aws + "a".repeat(129), Partition.AWS).isEmpty());
    String path = "p".repeat(2048 - aws.length() - "/X".length());
    assertTrue(Names.checkPolicyArn(aws + path + "/X", Partition.AWS).isEmpty());
    assertFalse(Names.checkPolicyArn(aws + path + "p/X", Partition.AWS).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a_1+=.@-, -, -",
        "'a,b', CHARACTERS, -",
        "a/b, CHARACTERS, CHARACTERS",
        "a b, CHARACTERS, CHARACTERS",
        "é, CHARACTERS, CHARACTERS",
        "'', CHARACTERS, CHARACTERS",
        "arn:aws:iam::123456789012:role/r, CHARACTERS, ARN"
      })
  void charactersOfNames(String name, Rule project, Rule resource) {
    assertEquals(Optional.ofNullable(project), Names.checkProject(name, 46).map(Violation::rule));
    assertEquals(Optional.ofNullable(resource), Names.checkRoleName(name).map(Violation::rule));
    assertEquals(
        Optional.ofNullable(resource), Names.checkInstanceProfileName(name).map(Violation::rule));
  }

  @Test
  void lengthsAreInCharacters() {
    assertEquals(Optional.empty(), Names.checkTags(Map.of("k", "𝔸".repeat(256))));
    assertEquals(257, Names.checkTags(Map.of("k", "𝔸".repeat(257))).orElseThrow().actual());
  }

  @Test
  void aRequestTakesFiftyTags() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      tags.put("k" + i, "");
    }
    assertEquals(Optional.empty(), Names.checkTags(tags));
    tags.put("one", "more");
    assertEquals(Rule.COUNT, Names.checkTags(tags).orElseThrow().rule());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Name, é, -",
        "日本 _.:/=+-@, ١٢ 𝔸, -",
        "a, '', -",
        "'', a, CHARACTERS",
        "a, b#, CHARACTERS",
        "a, '\t', CHARACTERS",
        "a, e\u0301, CHARACTERS",
        "a, \uFFFD, CHARACTERS",
        "aws:x, y, RESERVED",
        "x, AWS:y, RESERVED",
        "awsx, aws, -"
      })
  void tagCharacters(String key, String value, Rule expected) {
    assertEquals(
        Optional.ofNullable(expected), Names.checkTags(Map.of(key, value)).map(Violation::rule));
  }

  @Test
  void keysThatDifferInCaseAreOneKey() {
    assertEquals(Rule.CASE, Names.checkTags(Map.of("Team", "a", "team", "b")).orElseThrow().rule());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "arn:aws:iam::aws:policy/X, -",
        "arn:aws:iam::aws:policy/a/b/X, -",
        "arn:aws:iam::123456789012:policy/X, -",
        "arn:aws-cn:iam::aws:policy/X, PARTITION",
        "arn:aws:iam::12345678901:policy/X, FORMAT",
        "arn:aws:iam::AWS:policy/X, FORMAT",
        "arn:aws:iam:us-east-1:aws:policy/X, FORMAT",
        "arn:aws:s3::aws:policy/X, FORMAT",
        "arn:aws:iam::aws:policy/, FORMAT",
        "arn:aws:iam::aws:policy/X/, FORMAT",
        "arn:aws:iam::aws:policyX, FORMAT",
        "arn:aws:iam::aws:role/X, FORMAT",
        "arn:aws:iam::aws:policy/a b/X, FORMAT",
        "arn:aws:iam::aws:policy/X*, FORMAT",
        "X, FORMAT"
      })
  void policyArns(String arn, Rule expected) {
    assertEquals(
        Optional.ofNullable(expected),
        Names.checkPolicyArn(arn, Partition.AWS).map(Violation::rule));
  }

  @ParameterizedTest
  @CsvSource({
    "/, true",
    "/a/, true",
    "/a/b.c!/, true",
    "'', false",
    "//, false",
    "/a, false",
    "a/, false",
    "/a//b/, false",
    "/a b/, false",
    "/é/, false"
  })
  void paths(String path, boolean valid) {
    assertEquals(valid, Names.checkPath(path).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"'', true", "'a\tb~\u00A1\u00FF', true", "\u0100, false", "\u007F, false"})
  void descriptions(String text, boolean valid) {
    assertEquals(valid, checkDescription(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"3599, false", "3600, true", "43200, true", "43201, false"})
  void sessions(int seconds, boolean valid) {
    assertEquals(
        valid,
        RoleAttribute.MAX_SESSION_DURATION.check(new AttributeValue.Seconds(seconds)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"123456789012, true", "12345678901, false", "１２３４５６７８９０１２, false", "'', false"})
  void accounts(String id, boolean valid) {
    assertEquals(valid, Names.checkAccountId(id).isEmpty());
  }

  @Test
  void longValuesTakeLinearTimeAndNoStack() {
    String text = "a/".repeat(2_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Names.checkRoleName(text);
          Names.checkProject(text, 46);
          Names.checkPath("/" + text);
          checkDescription(text);
          Names.checkTags(Map.of(text, text));
          Names.checkPolicyArn("arn:aws:iam::aws:policy/" + text, Partition.AWS);
          Names.checkAccountId(text);
        });
  }
}
