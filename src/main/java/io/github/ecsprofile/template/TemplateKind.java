package io.github.ecsprofile.template;

import java.util.List;
import java.util.stream.Stream;

/** The templates that describe an instance profile. */
public enum TemplateKind {
  TRUST_POLICY("trust-policy.json"),
  TAGS("tags.json"),
  POLICIES("policies.json");

  private final String fileName;

  TemplateKind(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the name of the template's file in a templates directory. */
  public String fileName() {
    return fileName;
  }

  static List<String> fileNames() {
    return Stream.of(values()).map(TemplateKind::fileName).toList();
  }
}
