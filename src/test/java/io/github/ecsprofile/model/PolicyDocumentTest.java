package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Statement':[]} | {'Version':'2008-10-17','Statement':[]} | true",
        "{'Statement':[]} | {'Version':'2012-10-17','Statement':[]} | false",
        "{'Statement':{'Action':'a'}} | {'Statement':[{'Action':['a']}]} | true",
        "{'Statement':{'Action':['a','b']}} | {'Statement':{'Action':['b','a']}} | true",
        "{'Statement':{'Principal':{'AWS':'111122223333'}}} | {'Statement':{'Principal':{'AWS':'arn:aws:iam::111122223333:root'}}} | true",
        "{'Statement':{'Principal':{'AWS':'111122223333'}}} | {'Statement':{'Principal':{'AWS':'111122224444'}}} | false",
        "{'Statement':{'Principal':{'AWS':'x'}}} | {'Statement':{'Principal':{'Service':'x'}}} | false",
      })
  void comparesByMeaning(String a, String b, boolean same) throws Exception {
    assertEquals(same, document(a).isEquivalentTo(document(b)));
    assertEquals(same, document(b).isEquivalentTo(document(a)));
  }

  private static PolicyDocument document(String json) throws Exception {
    return new PolicyDocument(new ObjectMapper().readTree(json.replace('\'', '"')));
  }
}
