package io.github.ecsprofile.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsprofile.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Parses strict JSON: UTF-8, no duplicate keys, nothing after the document, at most 64 levels deep.
 */
final class JsonFile {
  private static final int MAX_DEPTH = 64;

  private JsonFile() {}

  static JsonNode read(Path file) {
    return parse(InputFile.read(file), file.toString());
  }

  static JsonNode builtIn(String resource) {
    try (InputStream in = JsonFile.class.getResourceAsStream(resource)) {
      return parse(in.readAllBytes(), "built-in " + resource);
    } catch (IOException e) {
      throw new IllegalStateException("the built-in " + resource + " cannot be read", e);
    }
  }

  static JsonNode parse(byte[] bytes, String source) {
    String text = InputFile.text(bytes, source);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    ObjectMapper mapper = new ObjectMapper(factory);
    try (JsonParser parser = factory.createParser(text)) {
      JsonNode tree = mapper.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw Failure.badInput(source + ": the file is empty", "Write a JSON document into it.");
      }
      if (parser.nextToken() != null) {
        throw Failure.badInput(
            source
                + ", line "
                + parser.currentTokenLocation().getLineNr()
                + ": text after the JSON document",
            "Leave one JSON document in the file.");
      }
      return tree;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw Failure.badInput(
          source + line + ": invalid JSON: " + withoutLocation(e), "Fix the JSON syntax.");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parser adds where an unclosed value begins, in terms of its own input. */
  private static String withoutLocation(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" ?\\(start marker at .*", "").strip();
  }
}
