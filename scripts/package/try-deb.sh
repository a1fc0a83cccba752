#!/bin/sh
# Tries a package on a freshly installed Debian, which debootstrap makes and systemd-nspawn boots.
# usage: try-deb.sh SUITE FIRST.deb SECOND.deb SERVE-SITES SITE
# SECOND.deb is the upgrade of FIRST.deb, SITE the web root of the audited site. Needs root, debootstrap and
# systemd-container.
set -eu
suite=$1 first=$2 second=$3 serve_sites=$4 site=$5
here=$(cd "$(dirname "$0")" && pwd)
trees=${TREES:-$here/../../target/bench/trees}

for tool in debootstrap systemd-nspawn; do
    command -v "$tool" >/dev/null || {
        echo "try-deb.sh: $tool is missing: apt-get install debootstrap systemd-container" >&2
        exit 2
    }
done

# The Debian base is made once and used again.
if [ ! -f "$trees/$suite.whole" ]; then
    mkdir -p "$trees"
    rm -rf "${trees:?}/$suite"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,ca-certificates,procps "$suite" "$trees/$suite" >/dev/null
    : >"$trees/$suite.whole"
fi

machine=$(mktemp -d "$trees/trial.XXXXXX")
trap 'rm -rf "$machine"' EXIT
cp -a "$trees/$suite/." "$machine"
mkdir "$machine/trial"
cp "$first" "$machine/trial/first.deb"
cp "$second" "$machine/trial/second.deb"
cp "$serve_sites" "$here/trial.sh" "$machine/trial/"
mkdir "$machine/trial/sites"
cp -r "$site" "$machine/trial/sites/"
cat >"$machine/etc/systemd/system/trial.service" <<'UNIT'
[Unit]
Description=The trial of a package
SuccessAction=exit
FailureAction=exit

[Service]
Type=oneshot
ExecStart=/trial/trial.sh
StandardOutput=file:/trial/said
StandardError=file:/trial/said
UNIT
mkdir -p "$machine/etc/systemd/system/multi-user.target.wants"
ln -s ../trial.service "$machine/etc/systemd/system/multi-user.target.wants/trial.service"

systemd-nspawn --quiet --register=no --keep-unit --resolv-conf=copy-host --directory "$machine" --boot \
    >"$trees/$suite.boot" 2>&1 </dev/null || true
echo "== $suite"
cat "$machine/trial/said"
grep -q '^trial: passed' "$machine/trial/said" || {
    tail -5 "$machine/trial/install.log" 2>/dev/null || true
    exit 1
}
