# Adds what the native image holds and Maven does not know: the JDK and Substrate VM of GraalVM.
.components += [
  {
    type: "framework",
    "bom-ref": "pkg:github/graalvm/graalvm-ce-builds@jdk-\($version)",
    purl: "pkg:github/graalvm/graalvm-ce-builds@jdk-\($version)",
    name: "graalvm-community-jdk",
    version: $version,
    licenses: [{expression: "GPL-2.0-only WITH Classpath-exception-2.0"}]
  }
]
