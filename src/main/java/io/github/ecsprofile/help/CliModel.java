package io.github.ecsprofile.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Describes the whole command line. Help, man pages and completion are made from it.
 *
 * @param program the program, with the global options
 * @param commands the commands, in the order of the help
 * @param version the program's name and version, as {@code --version} prints them
 * @param regions the AWS regions to complete
 * @param policies the AWS managed policies to complete, each with its path: {@code PATH/NAME}
 */
public record CliModel(
    CommandHelp program,
    List<CommandHelp> commands,
    String version,
    List<String> regions,
    List<String> policies) {

  /** The address of the documentation. */
  public static final String DOCUMENTATION = "https://github.com/ecs-profile/ecs-profile";

  /** Returns the policies as {@code --policy} takes them: by name, and by path and name. */
  List<String> policyWords() {
    return Stream.concat(
            policies.stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).distinct(),
            policies.stream().filter(p -> p.contains("/")))
        .sorted()
        .toList();
  }

  /**
   * Returns the name of every option that takes a value, with the kind of that value.
   *
   * @throws IllegalStateException if two commands give one option different kinds of values
   */
  Map<String, ValueType> values() {
    Map<String, ValueType> all = new LinkedHashMap<>();
    Stream.concat(Stream.of(program), commands.stream())
        .flatMap(c -> c.options().stream())
        .filter(OptionHelp::takesValue)
        .forEach(
            o ->
                o.names()
                    .forEach(
                        name -> {
                          ValueType other = all.put(name, o.value());
                          if (other != null && !other.equals(o.value())) {
                            throw new IllegalStateException(
                                name + " takes " + other + " and " + o.value());
                          }
                        }));
    return all;
  }
}
