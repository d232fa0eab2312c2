#!/bin/sh
# Makes the class archives of a packaged folder: train.sh FOLDER JAVA_HOME
# One for the building JDK and one for each other JDK of 17 or newer that lies beside it, from a
# run of what users run, in the sandbox. The launcher picks the one of its Java by its version; a
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
  env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u _JAVA_OPTIONS XDG_STATE_HOME="$state" \
    "$java" "$@" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Decsprofile.terminal= \
    -cp "$program" io.github.ecsprofile.Main --sandbox all --project training --output json \
    > "$state.log" 2>&1
}

for home in "$2" "${2%/*}"/*; do
  version_of "$home"
  [ -n "$version" ] || continue
  feature=${version%%.*}
  feature=${feature%%[!0-9]*}
  [ "$feature" -ge 17 ] || continue
  name=$folder/lib/java-$version
  [ ! -e "$name.jsa" ] && [ ! -e "$name.aot" ] || continue
  if [ "$feature" -ge 24 ]; then
    run "$home/bin/java" -XX:AOTMode=record -XX:AOTConfiguration="$state.conf" &&
      "$home/bin/java" -XX:AOTMode=create -XX:AOTConfiguration="$state.conf" \
        -XX:AOTCache="$name.aot" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m \
        -cp "$program" >> "$state.log" 2>&1 || cat "$state.log" >&2
  else
    run "$home/bin/java" -XX:ArchiveClassesAtExit="$name.jsa" || cat "$state.log" >&2
  fi
done
rm -rf "$state" "$state.log" "$state.conf"
