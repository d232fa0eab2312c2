#!/usr/bin/env bash
# Installs a release of ecs-profile on a runner of GitHub Actions, for action.yml. A release is used
# only if SHA256SUMS has the file's checksum and GitHub attests that release.yml built it from the
# version's tag. ECS_PROFILE_RELEASES is another address of the releases, for tests.
set -euo pipefail
repository=ecs-profile/ecs-profile
releases=${ECS_PROFILE_RELEASES:-https://github.com/$repository/releases}

fail() {
  echo "::error title=ecs-profile::$1"
  exit 1
}
get() {
  curl --fail --silent --show-error --location --proto "=${releases%%:*}" \
    --retry 3 --connect-timeout 20 "$@"
}

case ${RUNNER_OS:-}-${RUNNER_ARCH:-} in
  Linux-X64) platform=linux-x64 extension=tar.gz ;;
  Linux-ARM64) platform=linux-arm64 extension=tar.gz ;;
  macOS-ARM64) platform=macos-arm64 extension=tar.gz ;;
  Windows-X64) platform=windows-x64 extension=zip ;;
  *) fail "no binary for ${RUNNER_OS:-an unknown system} on ${RUNNER_ARCH:-an unknown processor}: use the -java archive of the release" ;;
esac

version=${ECS_PROFILE_VERSION:-latest}
if [ "$version" = latest ]; then
  # The address redirects to that of the newest release's tag.
  url=$(get --output /dev/null --write-out '%{url_effective}' "$releases/latest") ||
    fail "cannot find the latest release"
  version=${url##*/tag/}
fi
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] ||
  fail "the version must be latest or have the form 1.2.3"

name=ecs-profile-$version-$platform
file=$name.$extension
folder=${RUNNER_TEMP:?}/$name
rm -rf "$folder" # of an earlier step
mkdir -p "$folder/download"
cd "$folder/download"
for asset in SHA256SUMS "$file"; do
  get --output "$asset" "$releases/download/v$version/$asset" ||
    fail "cannot download $asset of version $version"
done

expected=$(awk -v file="$file" '$2 == file || $2 == "*" file { print $1 }' SHA256SUMS)
if command -v sha256sum > /dev/null; then
  actual=$(sha256sum < "$file")
else
  actual=$(shasum -a 256 < "$file")
fi
[ "${actual%% *}" = "$expected" ] || fail "the checksum of $file is not the one in SHA256SUMS"
gh attestation verify "$file" --repo "$repository" \
  --signer-workflow "$repository/.github/workflows/release.yml" \
  --source-ref "refs/tags/v$version" ||
  fail "$file has no attestation of $repository"

cd "$folder"
case $extension in
  zip) unzip -q "download/$file" ;;
  *) tar -xzf "download/$file" ;;
esac
rm -r download
bin=$folder/$name/bin
"$bin/ecs-profile" --version
[ "$RUNNER_OS" != Windows ] || bin=$(cygpath -w "$bin")
echo "$bin" >> "$GITHUB_PATH"
echo "version=$version" >> "$GITHUB_OUTPUT"
