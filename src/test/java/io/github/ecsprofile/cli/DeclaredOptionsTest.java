package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.help.OptionHelp;
import io.github.ecsprofile.model.RoleAttribute;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command has the options that its components use, and no other. */
class DeclaredOptionsTest {
  private static final String NAMES =
      "--project --preset --role-name --instance-profile-name --templates --var ";
  private static final String TRUST = "--trust-policy ";
  private static final String TAGS = "--tags --tag ";
  private static final String POLICIES = "--policies --policy ";
  private static final String ATTRIBUTES =
      Stream.of(RoleAttribute.values())
          .map(a -> RoleAttributeOptions.option(a) + " ")
          .collect(Collectors.joining());
  private static final String EVERYTHING = NAMES + TRUST + TAGS + POLICIES + ATTRIBUTES + "--path ";
  private static final String ACCOUNTS = "--accounts-from --assume-role ";
  private static final String SEVERAL = "--projects-from --parallel ";

  private static final Map<String, String> EXPECTED =
      Map.of(
          "all", EVERYTHING + SEVERAL + ACCOUNTS,
          "create-role", NAMES + TRUST + TAGS + ATTRIBUTES + "--path " + SEVERAL,
          "attach-policies", NAMES + POLICIES + TRUST + TAGS + SEVERAL,
          "create-profile", NAMES + TAGS + "--path " + SEVERAL,
          "add-role", NAMES + TRUST + TAGS + SEVERAL,
          "verify", EVERYTHING + SEVERAL + ACCOUNTS + "--all-managed ",
          "delete", NAMES + TAGS + POLICIES + SEVERAL,
          "export", EVERYTHING + "--projects-from --format --no-import",
          "permissions", EVERYTHING,
          "init", "--preset");

  static Stream<String> commands() {
    return EXPECTED.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void targetOptionsAreThoseThatTheComponentsUse(String name) {
    CommandHelp command =
        CliModelBuilder.model().commands().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow();
    Set<String> declared =
        command.options().stream()
            .filter(o -> o.group() == OptionHelp.Group.TARGET)
            .flatMap(o -> o.names().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(Arrays.asList(EXPECTED.get(name).split(" +"))), declared);
  }
}
