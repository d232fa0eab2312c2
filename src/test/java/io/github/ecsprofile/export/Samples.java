package io.github.ecsprofile.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.AttributeSamples;
import io.github.ecsprofile.model.AttributeValue;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.PolicyDocument;
import io.github.ecsprofile.model.RoleAttribute;
import io.github.ecsprofile.model.RoleAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was asked for, with one value wherever a text may stand. */
final class Samples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  /** Texts that a format may trip over. */
  static Stream<String> values() {
    return Stream.of(
        "plain",
        "",
        " ",
        "\"quoted\" 'single' `back`",
        "back\\slash \\n \\u0041 \\",
        "line\nbreak\r\n\ttab",
        "${aws:username}",
        "$${aws:username} $$${x} $$$${x",
        "${Project} ${Role.Arn} ${AWS::AccountId} ${!Literal} ${",
        "%{ if true } %%{ %%%{x}",
        "{{ double }} }{ #{x}",
        "# no comment: - [a, b] & *c !d | > ? @",
        "~ null true 12 0x1F 1e3 yes",
        "Grüße, Ünïcødé ¡ÿ",
        "日本語 😀 \u00A0\u2028\u200B\uFEFF\u007F\u0085\u0001",
        "<b>&amp;</b>",
        "//x /* y */ <<EOT",
        "ANY0PROJECT");
  }

  private static AttributeValue attribute(RoleAttribute attribute, String value) {
    return attribute.type() == AttributeValue.Type.TEXT
        ? new AttributeValue.Text(value)
        : AttributeSamples.one(attribute);
  }

  static Desired with(String value) {
    try {
      ObjectNode trust =
          (ObjectNode)
              JSON.readTree(
                  """
                  {"Version": "2012-10-17", "Id": "", "Statement": [
                    {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", "b"]},
                     "Action": ["sts:AssumeRole", "sts:TagSession"], "Condition": {
                       "Bool": {"k": true, "l": false}, "NumericLessThan": {"n": 12}, "Empty": {},
                       "None": {"k": []}}},
                    {"Effect": "Deny", "Action": "sts:*", "Principal": {"AWS": "123456789012"}}]}
                  """);
      ObjectNode condition = (ObjectNode) trust.at("/Statement/0/Condition");
      condition.putObject("StringEquals").put("key:" + value, value).put("x", "y");
      condition.putObject("StringLike").putArray("sts:ExternalId").add(value).add("z");
      Map<String, String> tags = new LinkedHashMap<>();
      tags.put("Project", "demo");
      tags.put("Key " + value, value);
      tags.put("Last", "");
      return new Desired(
          "demo",
          "demo-ecs-instance-role",
          "demo-profile",
          new PolicyDocument(trust),
          tags,
          List.of(
              "arn:aws:iam::aws:policy/service-role/A",
              "arn:aws:iam::123456789012:policy/A",
              "arn:aws:iam::123456789012:policy/9-" + value + "/A"),
          Optional.of("/" + value + "/"),
          RoleAttributes.from(a -> Optional.of(attribute(a, value))));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
