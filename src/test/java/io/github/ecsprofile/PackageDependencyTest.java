package io.github.ecsprofile;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks which package may depend on which, in the compiled classes. */
@AnalyzeClasses(
    packages = PackageDependencyTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDependencyTest {
  static final String ROOT = "io.github.ecsprofile";

  /** Each package, and the other packages of the program that it may depend on. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "", Set.of("cli"),
          "cli", Set.of("template", "model", "iam", "output", "help", "export", "sandbox"),
          "template", Set.of("model"),
          "model", Set.of(),
          "iam", Set.of("model"),
          "output", Set.of("model"),
          "help", Set.of(),
          "export", Set.of("model"),
          "sandbox", Set.of(),
          "warmup", Set.of("cli"));

  private static final Path SOURCES = Path.of("src/main/java/io/github/ecsprofile");
  private static final Path RESOURCES = Path.of("src/main/resources/io/github/ecsprofile");

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  @ArchTest
  static final ArchRule everyPackageIsInTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              ALLOWED.keySet().stream().map(PackageDependencyTest::name).toArray(String[]::new));

  private static String name(String part) {
    return part.isEmpty() ? ROOT : ROOT + "." + part;
  }

  @ArchTest
  static void packagesDependOnAllowedOnesOnly(JavaClasses program) {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : program) {
      type.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .filter(target -> !packageOf(target).equals(packageOf(type)))
          .filter(target -> !ALLOWED.get(packageOf(type)).contains(packageOf(target)))
          .forEach(target -> wrong.add(type.getName() + " -> " + target.getName()));
    }
    assertEquals("", String.join("\n", wrong));
  }

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + ".(*)").should().beFreeOfCycles();

  @ArchTest static final ArchRule theSdkStaysInIam = only("software.amazon.awssdk..", "iam");

  @ArchTest static final ArchRule picocliStaysInCli = only("picocli..", "cli");

  @ArchTest static final ArchRule logbackStaysInCli = only("ch.qos.logback..", "cli");

  @ArchTest
  static final ArchRule theHttpServerStaysInSandboxAndWarmup =
      only("com.sun.net.httpserver..", "sandbox", "warmup");

  private static ArchRule only(String library, String... packages) {
    String[] names = Stream.of(packages).map(PackageDependencyTest::name).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(names)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  @ArchTest
  static final ArchRule modelKnowsTheJdkAndJacksonsTreeOnly =
      classes()
          .that()
          .resideInAPackage(name("model"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      name("model"), "java.lang..", "java.util..", "java.time", "java.math")
                  .or(resideInAPackage("java.nio.charset"))
                  .or(jacksonTree()));

  private static DescribedPredicate<JavaClass> jacksonTree() {
    return describe(
        "Jackson's tree",
        type ->
            type.getPackageName().equals("com.fasterxml.jackson.databind.node")
                || type.getName().equals("com.fasterxml.jackson.databind.JsonNode"));
  }

  @ArchTest
  static final ArchRule modelReadsNoClock =
      noClasses()
          .that()
          .resideInAPackage(name("model"))
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock");

  @ArchTest
  static final ArchRule theProcessEdgeIsMain =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".Main")
          .should()
          .accessField(System.class, "in")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** Methods and constructors whose result depends on the machine, its settings or the time. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Runtime.getRuntime",
          "java.net.InetAddress.getLocalHost",
          "java.nio.charset.Charset.defaultCharset",
          "java.nio.file.FileSystems.getDefault",
          "java.nio.file.Path.of",
          "java.nio.file.Paths.get",
          "java.security.SecureRandom.<init>",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.ZoneId.systemDefault",
          "java.util.Locale.getDefault",
          "java.util.Random.<init>",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  /** A native image runs the static initializers when it is built, on another machine. */
  @ArchTest
  static void staticFieldsHoldNothingOfTheMachine(JavaClasses program) {
    Set<String> wrong =
        program.stream()
            .flatMap(type -> type.getStaticInitializer().stream())
            .flatMap(block -> block.getCallsFromSelf().stream())
            .filter(call -> OF_THE_MACHINE.contains(nameOf(call.getTarget())))
            .map(Object::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals("", String.join("\n", wrong));
  }

  private static String nameOf(AccessTarget.CodeUnitCallTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  @Test
  void everyPackageIsDescribed() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      List<Path> missing =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), missing);
    }
  }

  /** The names of the resources stand in the sources as text, so the sources are searched. */
  @Test
  void theSandboxSharesNoResource() throws IOException {
    Set<String> wrong = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        boolean sandbox = source.startsWith(SOURCES.resolve("sandbox"));
        String text = Files.readString(source);
        for (String folder : resourceFolders()) {
          if (folder.equals("sandbox") != sandbox
              && Pattern.compile("[\"/]" + folder + "/").matcher(strings(text)).find()
              && (sandbox || folder.equals("sandbox"))) {
            wrong.add(SOURCES.relativize(source) + " uses " + folder + "/");
          }
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static Set<String> resourceFolders() throws IOException {
    try (Stream<Path> folders = Files.list(RESOURCES)) {
      return folders
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  private static String strings(String source) {
    return Pattern.compile("\"[^\"\\n]*\"")
        .matcher(source)
        .results()
        .map(r -> r.group())
        .collect(Collectors.joining("\n"));
  }
}
