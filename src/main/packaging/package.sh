#!/bin/sh
# Packages the native image: package.sh OS-ARCH FORMAT...
#   OS-ARCH  linux-x64, linux-arm64, macos-arm64 or windows-x64
#   FORMAT   archive (.tar.gz, or .zip for Windows), deb, rpm
# Run it after `./mvnw -Pnative package`, with JAVA_HOME naming the GraalVM of that build. The files
# go to target/dist. One build gives the same bytes each time: the times are the commit's.
set -eu
cd "$(dirname "$0")/../../.."
platform=$1
shift
case $platform in
  linux-x64) deb_arch=amd64 rpm_arch=x86_64 ;;
  linux-arm64) deb_arch=arm64 rpm_arch=aarch64 ;;
  macos-arm64 | windows-x64) ;;
  *)
    echo "package.sh: unknown platform: $platform" >&2
    exit 2
    ;;
esac
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml)
day=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)T00.00.00Z</.*:\1:p' pom.xml)
stamp=$(echo "$day" | tr -d -)0000
# 1.0.0~rc.1 is before 1.0.0 for dpkg and rpm; 1.0.0-rc.1 would be after it.
package_version=$(echo "$version" | tr - '~')
name=ecs-profile-$version-$platform
work=target/packaging
folder=$work/$name
tree=$work/tree
dist=target/dist

# Modes and times that do not depend on the machine.
settle() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -exec chmod 644 {} +
  find "$1" -path '*/bin/*' -type f -exec chmod 755 {} +
  find "$1" -exec env TZ=UTC touch -h -t "$stamp" {} +
}

# The texts that the jar carries, under the paths that its NOTICE names, and those of the JDK, whose
# classes are in the binary.
licenses() {
  mkdir -p "$1/jdk"
  unzip -q target/ecs-profile.jar 'META-INF/NOTICE' 'META-INF/*LICENSE' 'META-INF/licenses/*' -d "$1"
  for file in "${JAVA_HOME:?names no GraalVM}"/legal/java.base/* "$JAVA_HOME"/legal/java.xml/*.md \
    "$JAVA_HOME"/LICENSE*.txt "$JAVA_HOME"/THIRD_PARTY_LICENSE*.txt; do
    [ ! -f "$file" ] || cp "$file" "$1/jdk/"
  done
}

layout() {
  rm -rf "$work"
  mkdir -p "$folder/bin" "$dist"
  case $platform in
    windows-*) cp target/native/ecs-profile.exe "$folder/bin/" ;;
    *) cp target/native/ecs-profile "$folder/bin/" ;;
  esac
  # Only if the binary does not have the JDK's own libraries inside.
  if [ -d target/native/lib ]; then
    mkdir -p "$folder/lib"
    cp -R target/native/lib "$folder/lib/ecs-profile"
  fi
  cp -R target/ecs-profile/completions target/ecs-profile/man LICENSE "$folder/"
  licenses "$folder/licenses"
  settle "$folder"
}

archive() {
  (
    cd "$work"
    case $platform in
      windows-*)
        "$JAVA_HOME/bin/jar" --create --no-manifest --date="${day}T00:00:00Z" \
          --file "../../$dist/$name.zip" "$name"
        exit
        ;;
    esac
    if tar --version | grep -q GNU; then
      owner='--owner=root:0 --group=root:0'
    else
      owner='--uid 0 --gid 0 --uname root --gname root'
    fi
    # shellcheck disable=SC2086 # several options
    find "$name" | LC_ALL=C sort |
      tar -c --format=ustar $owner --no-recursion -T - | gzip -9n > "../../$dist/$name.tar.gz"
  )
}

# The oldest glibc that has what the binary asks for. Amazon Linux 2023 and RHEL 9 have 2.34; a
# library that is not glibc's own is in no package.
glibc() {
  for library in $(readelf -d target/native/ecs-profile | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
    case $library in
      libc.so.6 | libm.so.6 | libdl.so.2 | libpthread.so.0 | librt.so.1 | ld-linux-*) ;;
      *)
        [ -e "target/native/lib/$library" ] || {
          echo "package.sh: the binary needs $library" >&2
          exit 1
        }
        ;;
    esac
  done
  needed=$(objdump -T target/native/ecs-profile | grep -o 'GLIBC_[0-9.]*' | cut -d _ -f 2 |
    sort -uV | tail -n 1)
  [ "$(printf '%s\n2.34\n' "$needed" | sort -V | tail -n 1)" = 2.34 ] || {
    echo "package.sh: the binary needs glibc $needed; 2.34 is the newest that all systems have" >&2
    exit 1
  }
  echo "$needed"
}

# The files of both packages, where Debian and Fedora have them.
tree() {
  share=$tree/usr/share
  mkdir -p "$share/bash-completion/completions" "$share/fish/vendor_completions.d" \
    "$share/man/man1" "$share/doc/ecs-profile" "$share/zsh/$1" "$tree/usr/bin"
  cp "$folder/bin/ecs-profile" "$tree/usr/bin/"
  [ ! -d "$folder/lib" ] || cp -R "$folder/lib" "$tree/usr/"
  cp "$folder/completions/ecs-profile.bash" "$share/bash-completion/completions/ecs-profile"
  cp "$folder/completions/ecs-profile.fish" "$share/fish/vendor_completions.d/"
  cp "$folder/completions/_ecs-profile" "$share/zsh/$1/"
  cp "$folder"/man/man1/*.1 "$share/man/man1/"
  gzip -9n "$share"/man/man1/*.1
  cp -R "$folder/licenses" "$share/doc/ecs-profile/"
}

deb() {
  needed=$(glibc)
  rm -rf "$tree"
  tree vendor-completions
  doc=$tree/usr/share/doc/ecs-profile
  mkdir -p "$tree/DEBIAN" "$tree/usr/share/lintian/overrides"
  cp src/main/deb/copyright "$doc/"
  cp src/main/deb/lintian-overrides "$tree/usr/share/lintian/overrides/ecs-profile"
  date=$(env LC_ALL=C TZ=UTC date -d "$day" '+%a, %d %b %Y %T +0000')
  sed -e "s/@VERSION@/$package_version/" -e "s/@DATE@/$date/" src/main/deb/changelog |
    gzip -9n > "$doc/changelog.gz"
  sed -e "s/@VERSION@/$package_version/" -e "s/@ARCH@/$deb_arch/" -e "s/@GLIBC@/$needed/" \
    -e "s/@SIZE@/$(du -sk "$tree/usr" | cut -f 1)/" src/main/deb/control > "$work/control"
  mv "$work/control" "$tree/DEBIAN/"
  (cd "$tree" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2) > "$work/md5sums"
  mv "$work/md5sums" "$tree/DEBIAN/"
  settle "$tree"
  SOURCE_DATE_EPOCH=$(date -u -d "$day" +%s) dpkg-deb -Zxz --root-owner-group --build "$tree" \
    "$dist/ecs-profile_${version}_$deb_arch.deb"
}

rpm() {
  glibc > /dev/null
  rm -rf "$tree"
  tree site-functions
  cp LICENSE "$tree/usr/share/doc/ecs-profile/"
  settle "$tree"
  SOURCE_DATE_EPOCH=$(date -u -d "$day" +%s) rpmbuild -bb --quiet --target "$rpm_arch-linux" \
    --define "_topdir $PWD/$work/rpm" --define "tree $PWD/$tree" \
    --define "package_version $package_version" \
    --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" \
    --define "_buildhost localhost" src/main/rpm/ecs-profile.spec
  mv "$work"/rpm/RPMS/"$rpm_arch"/*.rpm "$dist/ecs-profile-$version-1.$rpm_arch.rpm"
}

layout
for format; do
  case $format in
    archive | deb | rpm) "$format" ;;
    *)
      echo "package.sh: unknown format: $format" >&2
      exit 2
      ;;
  esac
done
