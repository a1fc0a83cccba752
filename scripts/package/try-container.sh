#!/bin/sh
# Builds the container image of a package on a Debian base made by debootstrap, without an image registry, and runs it:
# doctor, first audit, publication, verification, and a second container on the same data.
# usage: try-container.sh SUITE PACKAGE.deb SERVE-SITES SITE
# SITE is the web root of the audited site. Needs root, debootstrap, buildah and crun.
set -eu
suite=$1 package=$2 serve_sites=$3 site=$4
here=$(cd "$(dirname "$0")" && pwd)
trees=${TREES:-$here/../../target/bench/trees}

for tool in debootstrap buildah; do
    command -v "$tool" >/dev/null || {
        echo "try-container.sh: $tool is missing: apt-get install debootstrap buildah crun" >&2
        exit 2
    }
done
mkdir -p "$trees"
if [ ! -f "$trees/$suite.slim" ]; then
    rm -rf "${trees:?}/$suite-slim"
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$trees/$suite-slim" >/dev/null
    : >"$trees/$suite.slim"
fi

work=$(mktemp -d "$trees/container.XXXXXX")
servers=
cleanup() {
    [ -z "$servers" ] || kill "$servers" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
# Images are stored in the trial's own folder, which is removed at its end. On a machine where no runtime can start a
# container (old cgroups), ISOLATION=chroot builds in a chroot.
buildah() { command buildah --root "$work/images" --runroot "$work/run" --storage-driver vfs "$@"; }
isolation=${ISOLATION:-oci}
step() { echo "container: $(($(date +%s) - began)) s: $*"; }
began=$(date +%s)

base=$(buildah from scratch)
buildah add --quiet "$base" "$trees/$suite-slim" / >/dev/null
buildah commit --quiet "$base" "localhost/debian:$suite" >/dev/null
buildah rm "$base" >/dev/null
step "a base image of Debian $suite, without a registry"

mkdir "$work/context"
cp "$package" "$work/context/observatoire.deb"
buildah build --isolation "$isolation" --network host --format docker \
    --file "$here/../../packaging/container/Containerfile" \
    --build-arg BASE="localhost/debian:$suite" --build-arg PACKAGE=observatoire.deb \
    --tag localhost/observatoire:trial "$work/context" >"$work/build.log" 2>&1 || {
    tail -20 "$work/build.log"
    exit 1
}
step "the image, $(buildah images --format '{{.Size}}' localhost/observatoire:trial)"

data=$work/data
mkdir -p "$data" "$work/sites"
cp -r "$site" "$work/sites/"
"$serve_sites" "$work/sites" --write-members "$work/members.csv" >/dev/null 2>&1 &
servers=$!
until [ -s "$work/members.csv" ]; do sleep 0.2; done
install -m 644 "$work/members.csv" "$data/members.csv"
cat >"$work/observatoire.toml" <<'TOML'
[database]
url = "sqlite:///var/lib/observatoire/observatoire.db"

[crawl]
information_url = "https://robot.example/"
allow_private = true

[site]
output = "/var/lib/observatoire/public"
base_url = "https://observatoire.example/"
TOML
chmod 644 "$work/observatoire.toml"

# Runs a command of the program as the image's entry point does, with its user and its volume. Chromium's sandbox needs
# user namespaces, which cannot be made in a chroot, so there systemd-nspawn runs the image.
in_container() {
    container=$1
    shift
    if [ "$isolation" = chroot ]; then
        root=$(buildah mount "$container")
        systemd-nspawn --quiet --register=no --keep-unit --directory "$root" --user observatoire \
            --chdir /var/lib/observatoire --setenv LC_ALL=C.UTF-8 --bind "$data:/var/lib/observatoire" \
            --bind-ro "$work/observatoire.toml:/etc/observatoire/observatoire.toml" --pipe \
            observatoire --config /etc/observatoire/observatoire.toml "$@" </dev/null
        return
    fi
    buildah run --isolation "$isolation" --network host --user observatoire \
        --volume "$data:/var/lib/observatoire" \
        --volume "$work/observatoire.toml:/etc/observatoire/observatoire.toml:ro" \
        "$container" -- observatoire --config /etc/observatoire/observatoire.toml "$@"
}
container=$(buildah from localhost/observatoire:trial)
user=$(buildah run --isolation "$isolation" "$container" -- id -u observatoire)
chown -R "$user" "$data"
in_container "$container" init
in_container "$container" members import /var/lib/observatoire/members.csv
in_container "$container" doctor || { echo "container: FAILED: the doctor"; exit 1; }
in_container "$container" run || [ $? -eq 1 ]
permalink=$(find "$data/public" -name audit.json | head -1)
[ -n "$permalink" ] || { echo "container: FAILED: nothing is published"; exit 1; }
grep -q '"outcome":{"kind":"evaluated"' "$permalink" || { echo "container: FAILED: nothing is evaluated"; exit 1; }
step "the first permalink: ${permalink#"$data"}"
in_container "$container" verify /var/lib/observatoire/public
buildah rm "$container" >/dev/null
again=$(buildah from localhost/observatoire:trial)
in_container "$again" status
step "a second container finds all of it"
echo "container: passed ($suite, isolation $isolation)"
