package io.github.ecsprofile.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that can be said on the command line.
 *
 * @param program with the global options
 * @param policies AWS's managed policies, as PATH/NAME
 */
public record CliModel(
    CommandHelp program,
    List<CommandHelp> commands,
    String version,
    List<String> regions,
    List<String> policies) {

  /** Policies as they may be written: by their names, and where they have a path, with it. */
  List<String> policyWords() {
    return Stream.concat(
            policies.stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).distinct(),
            policies.stream().filter(p -> p.contains("/")))
        .sorted()
        .toList();
  }

  /** Every option's name that takes a value, with what it takes; the same in each command. */
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
