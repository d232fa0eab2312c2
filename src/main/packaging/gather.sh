#!/bin/sh
# Collects a release: gather.sh FILES DIST VERSION REPOSITORY
# Each build job has a folder of its own in FILES, and only the files expected of it are taken; any
# other file stops the release. DIST then also has the Homebrew formula and SHA256SUMS.
set -eu
files=$1
dist=$2
version=$3
repository=$4
formula=$(dirname "$0")/../homebrew/ecs-profile.rb
name=ecs-profile-$version
fail() {
  echo "gather.sh: $1" >&2
  exit 1
}
take() { # JOB FILE...
  job=$files/files-$1
  shift
  for file; do
    [ -f "$job/$file" ] || fail "missing: $job/$file"
    mv "$job/$file" "$dist/"
  done
}
sum() { sha256sum < "$dist/$name-$1.tar.gz" | cut -d ' ' -f 1; }

mkdir "$dist"
# The jar does not depend on the machine; a job in which it differs did not build the tag.
[ "$(cat "$files"/*/jar.sha256 | sort -u | wc -l)" -eq 1 ] || {
  head "$files"/*/jar.sha256 >&2
  fail "the jars of the jobs differ"
}
rm "$files"/*/jar.sha256
take java "$name-java.tar.gz" "$name-java.zip" ecs-profile.cdx.json
take linux-x64 "$name-linux-x64.tar.gz" "ecs-profile_${version}_amd64.deb" "$name-1.x86_64.rpm"
take linux-arm64 "$name-linux-arm64.tar.gz" "ecs-profile_${version}_arm64.deb" "$name-1.aarch64.rpm"
take macos-arm64 "$name-macos-arm64.tar.gz"
take windows-x64 "$name-windows-x64.zip"
unexpected=$(find "$files" ! -type d)
[ -z "$unexpected" ] || fail "unexpected: $unexpected"

sed -e "s|@VERSION@|$version|g" -e "s|@REPOSITORY@|$repository|g" \
  -e "s|@MACOS_ARM64@|$(sum macos-arm64)|" -e "s|@LINUX_ARM64@|$(sum linux-arm64)|" \
  -e "s|@LINUX_X64@|$(sum linux-x64)|" "$formula" > "$dist/ecs-profile.rb"
cd "$dist"
sha256sum -- * > ../SHA256SUMS
mv ../SHA256SUMS .
