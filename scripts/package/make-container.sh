#!/bin/sh
# Builds the container image of a package with buildah: localhost/observatoire:VERSION
# usage: make-container.sh PACKAGE.deb    BASE=IMAGE takes another base than Debian's own image; needs buildah, as root or rootless
set -eu
package=$1
here=$(cd "$(dirname "$0")/../.." && pwd)

command -v buildah >/dev/null || { echo "make-container.sh: buildah is missing: apt-get install buildah crun" >&2; exit 2; }
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$package" "$context/observatoire.deb"
version=$(dpkg-deb --field "$package" Version)
# An image name holds none of Debian's signs but these.
tag=$(printf %s "$version" | tr -c 'A-Za-z0-9_.-' _)
# shellcheck disable=SC2086
buildah build ${BUILDAH_OPTIONS:-} --format docker --file "$here/packaging/container/Containerfile" \
    ${BASE:+--build-arg BASE="$BASE"} --build-arg PACKAGE=observatoire.deb \
    --tag "localhost/observatoire:$tag" "$context" >&2
echo "localhost/observatoire:$tag"
