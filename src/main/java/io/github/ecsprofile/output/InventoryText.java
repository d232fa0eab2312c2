package io.github.ecsprofile.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsprofile.model.Arns;
import io.github.ecsprofile.model.InventoryEntry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of {@code list}: a table for people, tab-separated or JSON lines for programs. */
public final class InventoryText {
  private static final String NONE = "-";
  private static final List<String> HEADINGS =
      List.of("PROJECT", "PROFILE", "ROLE", "CREATED", "MANAGED BY", "STATE");
  private static final int CREATED = 3;
  private static final int STATE = 5;

  /** Those that are cut where the line is too long; an account's id is useless in part. */
  private static final List<Integer> NARROWED = List.of(0, 1, 2, 4);

  private InventoryText() {}

  /**
   * Renders a table with headings; empty if there is no entry.
   *
   * @param width the terminal's, in columns; no line is longer
   */
  public static String table(List<InventoryEntry> entries, int width, Theme theme) {
    if (entries.isEmpty()) {
      return "";
    }
    List<List<String>> rows = entries.stream().map(InventoryText::cells).toList();
    // An account's id comes before the other columns.
    int shift = rows.get(0).size() - HEADINGS.size();
    List<String> headings = new ArrayList<>(HEADINGS);
    headings.addAll(0, List.of("ACCOUNT").subList(0, shift));
    TextTable table = new TextTable(headings, rows);
    if (table.width() > width) {
      // The day is enough to read; programs get the second.
      table = table.map(CREATED + shift, cell -> cell.replaceFirst("T.*", ""));
    }
    List<InventoryEntry.State> states = entries.stream().map(InventoryEntry::state).toList();
    return table
        .fit(width, NARROWED.stream().map(column -> column + shift).toList())
        .render(
            width,
            theme,
            (row, column, text) ->
                column == STATE + shift ? color(states.get(row), text, theme) : text);
  }

  private static String color(InventoryEntry.State state, String text, Theme theme) {
    return switch (state) {
      case OK -> theme.good(text);
      case NO_ROLE, OTHER_ROLE -> theme.warning(text);
      case ROLE_DELETED -> theme.error(text);
    };
  }

  /** Renders a line for each entry, without headings, its values separated by tabs. */
  public static String tabSeparated(List<InventoryEntry> entries) {
    return entries.stream()
        .map(e -> String.join("\t", cells(e)) + "\n")
        .collect(Collectors.joining());
  }

  /** Renders a JSON object on a line for each entry. */
  public static String json(List<InventoryEntry> entries) {
    return entries.stream()
        .map(e -> Renderer.escaped(object(e).toString()) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> cells(InventoryEntry e) {
    String managedBy =
        e.managed()
            ? e.managedBy().orElseThrow()
            : e.managedBy().map(value -> "ManagedBy=" + value).orElse(NONE);
    List<String> cells = new ArrayList<>();
    e.account().ifPresent(cells::add);
    Collections.addAll(
        cells,
        TerminalText.clean(e.project().orElse(NONE)),
        TerminalText.clean(e.profile()),
        TerminalText.clean(e.role().map(r -> r.name()).orElse(NONE)),
        e.created() == null ? NONE : moment(e),
        TerminalText.clean(managedBy),
        word(e.state()));
    return cells;
  }

  /** Returns the time of creation to the second, as IAM has it; others add a fraction. */
  private static String moment(InventoryEntry e) {
    return e.created().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String word(InventoryEntry.State state) {
    return switch (state) {
      case OK -> "ok";
      case NO_ROLE -> "no role";
      case ROLE_DELETED -> "role deleted";
      case OTHER_ROLE -> "other role";
    };
  }

  private static ObjectNode object(InventoryEntry e) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    e.account().ifPresent(a -> all.put("account", a));
    e.project().ifPresent(p -> all.put("project", p));
    resource(all.putObject("instanceProfile"), e.profile(), e.arn());
    e.role().ifPresent(r -> resource(all.putObject("role"), r.name(), r.arn()));
    if (e.created() != null) {
      all.put("created", moment(e));
    }
    e.managedBy().ifPresent(value -> all.put("managedBy", value));
    return all.put("managed", e.managed()).put("state", word(e.state()));
  }

  private static void resource(ObjectNode node, String name, String arn) {
    node.put("name", name);
    if (Arns.isArn(arn)) {
      node.put("arn", arn);
    }
  }
}
