#!/bin/sh
# Makes the class archives of a packaged folder: train.sh FOLDER JAVA_HOME
# One for the building JDK and one for each other JDK of 17 or newer that lies beside it, from a
# run of what users run (Training.java). The launcher picks the one of its Java by its version; a
# JVM that cannot use it goes without.
set -eu
folder=$1
state=$folder/../training
program=$folder/lib/ecs-profile.jar

version_of() {
  version=
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] && version=$value
  done < "$1/release"
  version=${version#\"}
  version=${version%\"}
}

run() {
  java=$1
  shift
  rm -rf "$state"
  env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u _JAVA_OPTIONS \
    "$java" "$@" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Decsprofile.terminal= \
    -cp "$program" io.github.ecsprofile.warmup.Training "$state" "$state.p12" "$state.pem" \
    > "$state.log" 2>&1
}

keys() {
  rm -f "$state.p12" "$state.pem"
  "$1/bin/keytool" -genkeypair -alias training -keyalg RSA -keysize 2048 -dname CN=127.0.0.1 \
    -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12 -keystore "$state.p12" \
    -storepass training &&
    "$1/bin/keytool" -exportcert -rfc -alias training -keystore "$state.p12" \
      -storepass training -file "$state.pem"
}

keys "$2" > "$state.log" 2>&1 || cat "$state.log" >&2
made=' '
for home in "$2" "${2%/*}"/*; do
  version_of "$home"
  [ -n "$version" ] || continue
  feature=${version%%.*}
  feature=${feature%%[!0-9]*}
  [ "$feature" -ge 17 ] || continue
  name=$folder/lib/java-$version
  case $made in *" $version "*) continue ;; esac
  made="$made$version "
  rm -f "$name.jsa" "$name.aot"
  if [ "$feature" -ge 24 ]; then
    run "$home/bin/java" -XX:AOTMode=record -XX:AOTConfiguration="$state.conf" &&
      "$home/bin/java" -XX:AOTMode=create -XX:AOTConfiguration="$state.conf" \
        -XX:AOTCache="$name.aot" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m \
        -cp "$program" >> "$state.log" 2>&1 || cat "$state.log" >&2
  else
    run "$home/bin/java" -XX:ArchiveClassesAtExit="$name.jsa" || cat "$state.log" >&2
  fi
done
rm -rf "$state" "$state.log" "$state.conf" "$state.p12" "$state.pem"
