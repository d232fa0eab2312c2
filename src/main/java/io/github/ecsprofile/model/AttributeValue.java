package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The value of a {@link RoleAttribute}. */
public sealed interface AttributeValue {
  /** The types of values. */
  enum Type {
    TEXT,
    SECONDS,
    POLICY_ARN
  }

  /** Any text; it may be empty. */
  record Text(String text) implements AttributeValue {
    @Override
    public Type type() {
      return Type.TEXT;
    }
  }

  /** A number of seconds. */
  record Seconds(int number) implements AttributeValue {
    @Override
    public Type type() {
      return Type.SECONDS;
    }

    @Override
    public String text() {
      return Integer.toString(number);
    }

    @Override
    public JsonNode json() {
      return IntNode.valueOf(number);
    }
  }

  /** The ARN of a managed policy. */
  record PolicyArn(String text) implements AttributeValue {
    @Override
    public Type type() {
      return Type.POLICY_ARN;
    }
  }

  Type type();

  /** Returns the value as a check compares and shows it. */
  String text();

  /** Returns the value as the JSON of a plan has it. */
  default JsonNode json() {
    return TextNode.valueOf(text());
  }
}
