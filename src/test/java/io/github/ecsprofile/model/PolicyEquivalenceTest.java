package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal by meaning: what reordering must not change, and what any change must. */
class PolicyEquivalenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static PolicyDocument document(String json) {
    try {
      return new PolicyDocument(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static PolicyDocument statement(String parts) {
    return document("{'Statement':[{'Effect':'Allow',%s}]}".formatted(parts).replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action':'sts:AssumeRole' | 'Action':['sts:AssumeRole']",
        "'Action':['sts:AssumeRole','sts:TagSession'] | 'Action':['sts:TagSession','sts:AssumeRole']",
        "'Action':'sts:assumerole' | 'Action':'sts:AssumeRole'",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'AWS':['arn:aws:iam::111122223333:root']}",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'AWS':'arn:aws-cn:iam::111122223333:root'}",
        "'Principal':{'AWS':['a','b']} | 'Principal':{'AWS':['b','a','a']}",
        "'Condition':{'Bool':{'k':'true'}} | 'Condition':{'Bool':{'k':['true']}}",
        "'Condition':{'Bool':{'k':true}} | 'Condition':{'Bool':{'k':'true'}}"
      })
  void equal(String a, String b) {
    assertTrue(statement(a).isEquivalentTo(statement(b)));
    assertEquals(statement(a).hashCode(), statement(b).hashCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action':['a','b'] | 'Action':'a, b'",
        "'Action':['a','b'] | 'Action':['a, b']",
        "'Action':'[a]' | 'Action':'a'",
        "'Action':'a' | 'NotAction':'a'",
        "'Principal':{'AWS':'a'} | 'Principal':{'Service':'a'}",
        "'Principal':{'AWS':'*'} | 'Principal':{'AWS':'111122223333'}",
        "'Principal':{'Service':'EC2.amazonaws.com'} | 'Principal':{'Service':'ec2.amazonaws.com'}",
        "'Principal':{'Federated':'111122223333'} | 'Principal':{'Federated':'arn:aws:iam::111122223333:root'}",
        "'Principal':{'AWS':'111122223333'} | 'Principal':{'AWS':'arn:aws:iam::111122223333:role/root'}",
        "'Condition':{'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'}} | 'Condition':{'StringEquals':{'aws:PrincipalArn':'111122223333'}}",
        "'Condition':{'S':{'u':'x], v=[y'}} | 'Condition':{'S':{'u':'x','v':'y'}}",
        "'Condition':{'S':{'u':'1], aws:b=[2'}} | 'Condition':{'S':{'u':'1','aws:b':'2'}}",
        "'Condition':{'StringEquals':{'k':'v'}} | 'Condition':{'StringLike':{'k':'v'}}",
        "'Condition':{'S':{'K':'v'}} | 'Condition':{'S':{'k':'v'}}",
        "'Condition':{'S':{'k':'V'}} | 'Condition':{'S':{'k':'v'}}",
        "'Condition':{'S':{'k':['a','b']}} | 'Condition':{'S':{'k':'a'}}",
        "'Condition':{} | 'Action':'a'",
        "'Resource':'*' | 'Action':'a'"
      })
  void different(String a, String b) {
    assertFalse(statement(a).isEquivalentTo(statement(b)));
    PolicyDocument.Difference d = statement(a).differenceFrom(statement(b));
    assertFalse(d.onlyHere().isEmpty() && d.onlyThere().isEmpty(), "names what differs");
  }

  private static final String RICH =
      """
      {"Version":"2012-10-17","Id":"i","Statement":[
        {"Sid":"one","Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],
         "Principal":{"Service":["ec2.amazonaws.com","ssm.amazonaws.com"],"AWS":["111122223333"]},
         "Condition":{"StringEquals":{"aws:SourceAccount":["1","2"],"aws:x":"y"},
                      "ArnLike":{"aws:SourceArn":"arn:aws:ec2:*"}}},
        {"Sid":"two","Effect":"Deny","Action":"sts:SetSourceIdentity",
         "Principal":{"AWS":"arn:aws:iam::111122223333:role/r"}}]}
      """;

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      names.forEach(n -> copy.set(n, shuffled(node.get(n), random)));
      return copy;
    }
    if (node.isArray()) {
      List<JsonNode> values = new ArrayList<>();
      node.forEach(v -> values.add(shuffled(v, random)));
      Collections.shuffle(values, random);
      return JsonNodeFactory.instance.arrayNode().addAll(values);
    }
    return node;
  }

  /** Every string and every key of the tree, changed one at a time. */
  private static List<JsonNode> mutants(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isTextual()) {
      all.add(TextNode.valueOf(node.textValue() + "x"));
    } else if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                for (JsonNode changed : mutants(node.get(name))) {
                  all.add(((ObjectNode) node.deepCopy()).set(name, changed));
                }
                ObjectNode without = node.deepCopy();
                JsonNode value = without.remove(name);
                all.add(without);
                all.add(without.deepCopy().set(name + "x", value));
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        for (JsonNode changed : mutants(node.get(i))) {
          ArrayNode copy = node.deepCopy();
          copy.set(i, changed);
          all.add(copy);
        }
        ArrayNode without = node.deepCopy();
        without.remove(i);
        all.add(without);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reorderingChangesNothingAndAnyOneChangeIsADifference(long seed) {
    PolicyDocument rich = document(RICH);
    Random random = new Random(seed);
    assertEquals(rich, new PolicyDocument(shuffled(rich.tree(), random)));
    List<JsonNode> mutants = mutants(rich.tree());
    assertTrue(mutants.size() > 60, "mutants of every part");
    for (JsonNode mutant : mutants) {
      PolicyDocument other = new PolicyDocument(shuffled(mutant, random));
      assertNotEquals(rich, other, mutant.toString());
      PolicyDocument.Difference d = rich.differenceFrom(other);
      assertFalse(d.onlyHere().isEmpty() && d.onlyThere().isEmpty(), mutant.toString());
    }
  }
}
