package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Check;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Result;
import io.github.ecsprofile.model.VerifyOutcome;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The checks of {@code verify} as a JUnit report, by the schema that Maven Surefire publishes
 * (https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd): a test
 * case for each check. A project that could not be compared is one test case with an error.
 */
public final class JunitReport {
  private static final String NAME = "ecs-profile verify";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final UnaryOperator<String> redact;

  private JunitReport(UnaryOperator<String> redact) throws XMLStreamException {
    // Not newInstance(), which searches the class path for others first.
    this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    this.redact = redact;
  }

  /**
   * Renders the report.
   *
   * @param redact masks secrets
   */
  public static String of(List<VerifyOutcome> outcomes, UnaryOperator<String> redact) {
    try {
      return new JunitReport(redact).write(outcomes);
    } catch (XMLStreamException e) {
      // The text goes to memory, and holds no character that XML forbids.
      throw new IllegalStateException(e);
    }
  }

  private String write(List<VerifyOutcome> outcomes) throws XMLStreamException {
    long errors = outcomes.stream().filter(o -> o.failure().isPresent()).count();
    long checks =
        outcomes.stream().flatMap(o -> o.result().stream()).flatMap(JunitReport::checks).count();
    long failures =
        outcomes.stream()
            .flatMap(o -> o.result().stream())
            .flatMap(r -> checks(r).filter(c -> c.isProblem(r.extrasCount())))
            .count();
    xml.writeStartDocument("UTF-8", "1.0");
    line("");
    xml.writeStartElement("testsuite");
    attribute("name", NAME);
    attribute("time", "0");
    attribute("tests", Long.toString(checks + errors));
    attribute("errors", Long.toString(errors));
    attribute("skipped", "0");
    attribute("failures", Long.toString(failures));
    for (VerifyOutcome outcome : outcomes) {
      if (outcome.result().isPresent()) {
        Result result = outcome.result().get();
        for (Check check : checks(result).toList()) {
          testCase(outcome, check, check.isProblem(result.extrasCount()));
        }
      }
      if (outcome.failure().isPresent()) {
        testCase(outcome, outcome.failure().get());
      }
    }
    line("");
    xml.writeEndElement();
    line("");
    xml.writeEndDocument();
    xml.close();
    return text.toString();
  }

  private static Stream<Check> checks(Result result) {
    return result.plan().checks().stream();
  }

  private void testCase(VerifyOutcome of, Check check, boolean isProblem)
      throws XMLStreamException {
    begin(of, CheckNames.of(check));
    if (isProblem) {
      problem("failure", CheckNames.of(check.state()), VerifyText.problem(check));
    }
    xml.writeEndElement();
  }

  private void testCase(VerifyOutcome of, Failure failure) throws XMLStreamException {
    begin(of, "verify");
    problem(
        "error",
        failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        failure.getMessage());
    xml.writeEndElement();
  }

  private void begin(VerifyOutcome of, String name) throws XMLStreamException {
    line("  ");
    xml.writeStartElement("testcase");
    attribute("name", name);
    attribute("classname", className(of));
    attribute("time", "0");
  }

  private static String className(VerifyOutcome of) {
    return "ecs-profile"
        + of.account().map(a -> "." + a).orElse("")
        + (of.project().isEmpty() ? "" : "." + of.project());
  }

  private void problem(String element, String type, String message) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("message", message);
    attribute("type", type);
    xml.writeEndElement();
  }

  private void line(String indent) throws XMLStreamException {
    xml.writeCharacters("\n" + indent);
  }

  /** Of the characters that XML forbids, clean text holds none. */
  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, TerminalText.clean(redact.apply(value)));
  }
}
