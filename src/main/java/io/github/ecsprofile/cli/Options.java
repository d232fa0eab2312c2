package io.github.ecsprofile.cli;

import io.github.ecsprofile.help.OptionHelp.Group;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * Declares options in code. Read from annotations they would cost a third of a short run: the JVM
 * makes a class for each kind of annotation, and picocli asks each one two dozen questions.
 */
final class Options {
  private final CommandSpec spec;
  private final Group group;
  private final ScopeType scope;

  private Options(CommandSpec spec, Group group, ScopeType scope) {
    this.spec = spec;
    this.group = group;
    this.scope = scope;
  }

  static Options of(CommandSpec spec, Group group) {
    return new Options(spec, group, ScopeType.LOCAL);
  }

  /** Options that stand before or after the command. */
  static Options global(CommandSpec spec, Group group) {
    return new Options(spec, group, ScopeType.INHERIT);
  }

  void flag(String names, String description, Consumer<Boolean> to) {
    add(option(names, description).type(boolean.class).arity("0"), to);
  }

  /** A flag that may be repeated. */
  void counted(String names, String description, Consumer<boolean[]> to) {
    add(option(names, description).type(boolean[].class).arity("0"), to);
  }

  /** A flag that prints the help, in place of all else. */
  void help(String names, String description) {
    add(option(names, description).type(boolean.class).arity("0").usageHelp(true), v -> {});
  }

  /** A flag that prints the version, in place of all else. */
  void version(String names, String description) {
    add(option(names, description).type(boolean.class).arity("0").versionHelp(true), v -> {});
  }

  <V> void value(Class<V> type, String names, String label, String description, Consumer<V> to) {
    add(option(names, description).type(type).paramLabel(label), to);
  }

  <V> void value(
      Class<V> type,
      String names,
      String label,
      String defaultValue,
      String description,
      Consumer<V> to) {
    add(option(names, description).type(type).paramLabel(label).defaultValue(defaultValue), to);
  }

  /** A value that must be given. */
  <V> void required(Class<V> type, String names, String label, String description, Consumer<V> to) {
    add(option(names, description).type(type).paramLabel(label).required(true), to);
  }

  /** Values of an option that may be repeated. */
  void list(String names, String label, String description, Consumer<List<String>> to) {
    add(
        option(names, description).type(List.class).auxiliaryTypes(String.class).paramLabel(label),
        to);
  }

  /** Declares an option whose value is one of a list of words. */
  <V> void choice(String names, String label, List<V> choices, String description, Consumer<V> to) {
    add(choices(option(names, description), label, choices).type(Object.class), to);
  }

  /** Declares an option whose value is one of a list of words; it may be repeated. */
  <V> void choiceList(
      String names, String label, List<V> choices, String description, Consumer<List<V>> to) {
    add(
        choices(option(names, description), label, choices)
            .type(List.class)
            .auxiliaryTypes(Object.class),
        to);
  }

  private static <V> OptionSpec.Builder choices(
      OptionSpec.Builder option, String label, List<V> choices) {
    return option
        .paramLabel(label)
        .completionCandidates(choices.stream().map(Object::toString).toList())
        .converters(
            word ->
                choices.stream()
                    .filter(c -> c.toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("unknown word")));
  }

  /** The one word that the command takes. */
  <V> void parameter(Class<V> type, String label, String description, Consumer<V> to) {
    Binding<V> binding = new Binding<>(to);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(type)
            .paramLabel(label)
            .description(description)
            .getter(binding)
            .setter(binding)
            .build());
  }

  /** The one word that the command may take, which should be one of a list. */
  void optionalParameter(
      String label, List<String> candidates, String description, Consumer<String> to) {
    Binding<String> binding = new Binding<>(to);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel(label)
            .completionCandidates(candidates)
            .description(description)
            .getter(binding)
            .setter(binding)
            .build());
  }

  private OptionSpec.Builder option(String names, String description) {
    String[] all = names.split(", ");
    return OptionSpec.builder(all)
        .description(description.replace("%", "%%"))
        .scopeType(scope)
        .userObject(group);
  }

  private <V> void add(OptionSpec.Builder option, Consumer<V> to) {
    Binding<V> binding = new Binding<>(to);
    spec.addOption(option.getter(binding).setter(binding).build());
  }

  /** Between picocli, which knows a value's type when it runs, and a field, which knows it here. */
  private static final class Binding<V> implements IGetter, ISetter {
    private final Consumer<V> to;
    private Object value;

    Binding(Consumer<V> to) {
      this.to = to;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get() {
      return (T) value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T set(T next) {
      T before = (T) value;
      value = next;
      if (next != null) {
        to.accept((V) next);
      }
      return before;
    }
  }
}
