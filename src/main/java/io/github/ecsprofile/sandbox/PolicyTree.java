package io.github.ecsprofile.sandbox;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads policy documents as JSON. */
final class PolicyTree {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PolicyTree() {}

  /** Returns the document; null if it is not one JSON object. */
  static JsonNode parse(String document) {
    try {
      JsonNode tree = JSON.readTree(document);
      return tree != null && tree.isObject() ? tree : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * Says where an object is in a document, as IAM's simulator counts: the first column is 1, and
   * both ends are the columns that follow the brace.
   */
  record Place(int startLine, int startColumn, int endLine, int endColumn) {}

  /** Returns where the statements of a document are, in their order. */
  static List<Place> statementPlaces(String document) {
    List<Place> places = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(document)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isStatement = parser.currentName().equals("Statement");
        boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
        if (!isStatement) {
          parser.skipChildren();
        } else if (isList) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            places.add(place(parser));
          }
        } else {
          places.add(place(parser));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }

  private static Place place(JsonParser parser) throws IOException {
    JsonLocation start = parser.currentLocation();
    parser.skipChildren();
    JsonLocation end = parser.currentLocation();
    return new Place(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
  }

  /** Returns the elements of a list, or the one value, or none if there is no value. */
  static List<JsonNode> list(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(all::add);
    } else if (!node.isMissingNode()) {
      all.add(node);
    }
    return all;
  }

  /** Returns the texts of an element that is a string or a list of strings; a null has none. */
  static List<String> texts(JsonNode node) {
    return list(node).stream().filter(n -> !n.isNull()).map(JsonNode::asText).toList();
  }

  /** Returns the length that the quotas count: the one without white space. */
  static int size(String document) {
    return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
