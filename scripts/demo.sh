#!/bin/sh
# The demo: serves sites on loopback, imports them as members, audits them and publishes the audits.
# usage: demo.sh [FOLDER]    (default tests/sites; each subfolder is the web root of one site)
set -eu
cd "$(dirname "$0")/.."

sites=${1:-tests/sites}
out=out/demo
bin=${CARGO_TARGET_DIR:-target}/release
config=$out/observatoire.toml

if [ ! -d "$sites" ]; then
    echo "demo.sh: $sites is not a folder; give one whose subfolders are web sites" >&2
    exit 2
fi

# Each demo starts with an empty folder, because its sites have another port, and so other addresses, each time.
rm -rf "$out"
mkdir -p "$out"
cat >"$config" <<TOML
[database]
url = "sqlite://$out/observatoire.db"

# All sites are on this machine, which serves nothing else, so many may be audited at once.
[crawl]
per_ip_at_once = 16

[site]
output = "$out/public"
title = "Observatoire de démonstration"

[site.operator]
name = "Démonstration"
email = "observatoire@demo.example"
TOML

"$bin/serve-sites" "$sites" --write-members "$out/members.csv" >"$out/served.txt" 2>"$out/serve-sites.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The members file exists as soon as the server answers.
while [ ! -f "$out/members.csv" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$out/serve-sites.log" >&2; exit 2; }
    sleep 0.1
done

observatoire() { "$bin/observatoire" --config "$config" "$@"; }

observatoire members import "$out/members.csv"
# Exit code 1: some sites could not be evaluated. This is so on purpose in the demo sites, and no failure of the demo.
status=0
observatoire run --allow-private || status=$?
[ "$status" -le 1 ] || exit "$status"

cat <<TEXT

Published: $out/public/index.html
To browse it:

    $bin/observatoire preview --config $config

TEXT
