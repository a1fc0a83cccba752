#!/bin/sh
# Builds the container image of a package with buildah: localhost/observatoire:VERSION
# usage: make-container.sh PACKAGE.deb
# Needs buildah, as root or rootless. BASE=IMAGE sets another base image than Debian's.
set -eu
package=$1
here=$(cd "$(dirname "$0")/../.." && pwd)

command -v buildah >/dev/null || { echo "make-container.sh: buildah is missing: apt-get install buildah crun" >&2; exit 2; }
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$package" "$context/observatoire.deb"
version=$(dpkg-deb --field "$package" Version)
# A tag allows only these characters; a Debian version may contain others, such as `+` and `~`.
tag=$(printf %s "$version" | tr -c 'A-Za-z0-9_.-' _)
# shellcheck disable=SC2086
buildah build ${BUILDAH_OPTIONS:-} --format docker --file "$here/packaging/container/Containerfile" \
    ${BASE:+--build-arg BASE="$BASE"} --build-arg PACKAGE=observatoire.deb \
    --tag "localhost/observatoire:$tag" "$context" >&2
echo "localhost/observatoire:$tag"
