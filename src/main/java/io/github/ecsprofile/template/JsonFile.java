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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strict JSON: UTF-8, no duplicate keys, nothing behind the end, at most 1 MiB and 64 levels. */
final class JsonFile {
  private static final int MAX_BYTES = 1 << 20;

  private JsonFile() {}

  static JsonNode read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read" : "does not exist";
      throw Failure.badInput(file + " " + why, "Give the path of a JSON file that can be read.");
    }
    if (bytes.length > MAX_BYTES) {
      throw Failure.badInput(file + " has more than 1 MiB", "A template is a small JSON file.");
    }
    return parse(bytes, file.toString());
  }

  static JsonNode builtIn(String name) {
    try (InputStream in = JsonFile.class.getResourceAsStream(name)) {
      return parse(in.readAllBytes(), "built-in " + name);
    } catch (IOException e) {
      throw new IllegalStateException("the built-in " + name + " cannot be read", e);
    }
  }

  static JsonNode parse(byte[] bytes, String where) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Failure.badInput(where + " is not UTF-8", "Save it as UTF-8.");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();
    ObjectMapper mapper = new ObjectMapper(factory);
    try (JsonParser parser = factory.createParser(text)) {
      JsonNode tree = mapper.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw Failure.badInput(where + " is empty", "It must hold a JSON document.");
      }
      if (parser.nextToken() != null) {
        throw Failure.badInput(
            where
                + ", line "
                + parser.currentTokenLocation().getLineNr()
                + ": there is text behind the document",
            "Leave one JSON document in the file.");
      }
      return tree;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw Failure.badInput(
          where
              + line
              + ": not JSON that can be used: "
              + e.getOriginalMessage().replaceAll("\\s+", " "),
          "Mend the file; each key may occur once.");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
