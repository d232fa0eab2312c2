package io.github.ecsprofile.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown page of the documentation. The comment {@code <!-- not run: REASON -->} before a block
 * excludes the block from the tests; {@code <!-- setup: COMMAND -->} is a command that they run.
 */
record DocPage(Path file, String text) {
  /** A fenced block, or the command of a setup comment. */
  record Block(String language, String content, boolean runs) {}

  private static final String FENCE = "```";

  /** Returns the README, the pages of the site, and the pages for contributors. */
  static List<DocPage> all() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("README.md")));
    for (String folder : List.of("src/site/markdown", ".github")) {
      try (Stream<Path> pages = Files.list(Path.of(folder))) {
        pages.filter(p -> p.toString().endsWith(".md")).sorted().forEach(files::add);
      }
    }
    List<DocPage> pages = new ArrayList<>();
    for (Path file : files) {
      pages.add(new DocPage(file, Files.readString(file)));
    }
    return pages;
  }

  /** Returns the blocks in the order of the page. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    StringBuilder content = null;
    String language = null;
    String comment = "";
    for (String line : text.lines().toList()) {
      if (content != null) {
        if (line.strip().equals(FENCE)) {
          blocks.add(new Block(language, content.toString(), !comment.startsWith("<!-- not run")));
          content = null;
          comment = "";
        } else {
          content.append(line).append('\n');
        }
      } else if (line.strip().startsWith(FENCE)) {
        language = line.strip().substring(FENCE.length());
        content = new StringBuilder();
      } else if (line.startsWith("<!-- setup: ")) {
        blocks.add(new Block("sh", line.replaceAll("^<!-- setup: | -->$", ""), true));
      } else if (!line.isBlank()) {
        comment = line;
      }
    }
    return blocks;
  }

  /** Returns the text without its fenced blocks. */
  String prose() {
    StringBuilder prose = new StringBuilder();
    boolean fenced = false;
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith(FENCE)) {
        fenced = !fenced;
      } else if (!fenced) {
        prose.append(line).append('\n');
      }
    }
    return prose.toString();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
