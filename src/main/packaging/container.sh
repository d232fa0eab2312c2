#!/bin/sh
# Builds the container image: container.sh NAME [BASE]
# NAME becomes a manifest list of buildah's, with an image for each Linux archive in target/dist.
# BASE is another base image than the Containerfile's, with glibc 2.34 and a home for user 65532.
set -eu
cd "$(dirname "$0")/../../.."
image=$1
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml)
day=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
context=target/container
rm -rf "$context"
platforms=
for architecture in amd64:x64 arm64:arm64; do
  name=ecs-profile-$version-linux-${architecture#*:}
  [ -e "target/dist/$name.tar.gz" ] || continue
  usr=$context/${architecture%:*}/usr
  mkdir -p "$usr/share/doc/ecs-profile"
  tar -xzf "target/dist/$name.tar.gz" -C "$context"
  mv "$context/$name/bin" "$usr/"
  [ ! -d "$context/$name/lib" ] || mv "$context/$name/lib" "$usr/"
  mv "$context/$name/LICENSE" "$context/$name/licenses" "$usr/share/doc/ecs-profile/"
  rm -r "${context:?}/$name"
  platforms=${platforms:+$platforms,}linux/${architecture%:*}
done
[ -n "$platforms" ] || {
  echo "container.sh: no Linux archive in target/dist" >&2
  exit 1
}
# Files are copied and nothing runs, so that an image for another processor needs no emulator.
buildah build --isolation chroot --platform "$platforms" --manifest "$image" --timestamp "$(date -d "$day" +%s)" \
  ${2:+--build-arg "BASE=$2"} --build-arg "VERSION=$version" --file .github/Containerfile "$context"
