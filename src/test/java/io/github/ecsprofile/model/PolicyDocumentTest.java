package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  /** Who is trusted, in words: as a check shows it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Service':'ec2.amazonaws.com'} | ec2.amazonaws.com",
        "{'Service':['ssm.amazonaws.com','ec2.amazonaws.com']} | ec2.amazonaws.com, ssm.amazonaws.com",
        "'*' | *",
        "{'AWS':'111122223333'} | 111122223333:root",
        "{'AWS':'arn:aws-cn:iam::111122223333:root'} | 111122223333:root",
        "{'AWS':'arn:aws:iam::111122223333:role/r'} | arn:aws:iam::111122223333:role/r",
        "{'AWS':'AROAJEXAMPLEROLEID'} | AROAJEXAMPLEROLEID (deleted principal)",
        "{'AWS':'AIDAJEXAMPLEUSERID'} | AIDAJEXAMPLEUSERID (deleted principal)",
        "{'AWS':'111122223333','Service':'ec2.amazonaws.com'} | 111122223333:root, ec2.amazonaws.com"
      })
  void principalsHaveTheNamesThatPeopleUse(String principal, String names) throws Exception {
    PolicyDocument one = document("{'Statement':{'Principal':" + principal + "}}");
    assertEquals(names, String.join(", ", one.principals()));
    PolicyDocument two =
        document("{'Statement':[{'Principal':" + principal + "},{'Principal':{'AWS':'me'}}]}");
    assertEquals(
        Stream.concat(Stream.of(names.split(", ")), Stream.of("me")).sorted().toList(),
        List.copyOf(two.principals()));
  }

  /** Two documents, and what only the first and only the second has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Statement':[{'Sid':'a'},{'Sid':'b'}]} | {'Statement':[{'Sid':'c'},{'Sid':['a']}]} | [{'Sid':'b'}] | [{'Sid':'c'}]",
        "{'Statement':[{'Sid':'a'}]} | {'Statement':[{'Sid':'a'},{'Sid':'b'}]} | [] | [{'Sid':'b'}]",
        "{'Statement':[{'Sid':'a'}]} | {'Version':'2008-10-17','Statement':[{'Sid':'a'}]} | [] | []",
        // The same statements: the rest of the documents is shown.
        "{'Statement':[{'Sid':'a'}]} | {'Version':'2012-10-17','Statement':[{'Sid':'a'}]} | [{'Version':'2008-10-17'}] | [{'Version':'2012-10-17'}]",
        "{'Version':'2012-10-17'} | {'Version':'2012-10-17','Id':'i'} | [{'Version':'2012-10-17'}] | [{'Version':'2012-10-17','Id':'i'}]",
        "'x' | {'Version':'2008-10-17'} | ['x'] | [{'Version':'2008-10-17'}]",
        "{'Statement':['x']} | {'Statement':['y']} | ['x'] | ['y']",
        "{'Statement':[{'Principal':'x'}]} | {'Statement':[{'Principal':'y'}]} | [{'Principal':'x'}] | [{'Principal':'y'}]"
      })
  void aDifferenceIsWhatOneLacks(String a, String b, String onlyA, String onlyB) throws Exception {
    for (PolicyDocument.Difference d :
        List.of(
            document(a).differenceFrom(document(b)),
            reversed(document(b).differenceFrom(document(a))))) {
      assertEquals(onlyA.replace('\'', '"'), d.onlyHere().toString());
      assertEquals(onlyB.replace('\'', '"'), d.onlyThere().toString());
    }
  }

  private static PolicyDocument.Difference reversed(PolicyDocument.Difference d) {
    return new PolicyDocument.Difference(d.onlyThere(), d.onlyHere());
  }

  /** API Reference, CreateRole, AssumeRolePolicyDocument: characters up to U+00FF. */
  @Test
  void whatIamWouldNotTakeIsEscaped() throws Exception {
    PolicyDocument document = document("{'Sid':'~\u00FF\u0100\u65E5'}");
    assertEquals("{\"Sid\":\"~\u00FF\\u0100\\u65e5\"}", document.json());
    assertEquals(document, new PolicyDocument(new ObjectMapper().readTree(document.json())));
    assertEquals(document.json(), document.toString());
  }

  private static PolicyDocument document(String json) throws Exception {
    return new PolicyDocument(new ObjectMapper().readTree(json.replace('\'', '"')));
  }
}
